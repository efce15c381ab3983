package dev.slipway.configupdater.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.RequestHeard;
import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.MergeRequest.State;
import dev.slipway.events.PushEvent.MergeRequestUpdated;
import dev.slipway.events.catalog.Environment.Config;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardRequestsTest {
    private static final String OWN = "slipway/hichat/prod/server";
    private final Deciding deciding = new Deciding();

    @Test
    void aMergeRequestOfOursIsLookedAtWhenPeopleHaveDecided() {
        declare(Config.Mode.MERGE_REQUEST);

        for (var state : List.of(State.MERGED, State.CLOSED)) {
            assertThat(deciding.decide(heard(state, OWN, "k8s-config")).rows())
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.resource()).isEqualTo("https://git.example/root/hichat.git#k8s-config");
                        assertThat(row.intent())
                                .isInstanceOfSatisfying(
                                        RequestHeard.class,
                                        asked -> assertThat(asked.source()).isEqualTo(OWN));
                    });
        }
    }

    @Test
    void othersAreNoneOfOurBusiness() {
        declare(Config.Mode.MERGE_REQUEST);

        assertThat(deciding.decide(heard(State.OPEN, OWN, "k8s-config")).rows()).isEmpty();
        assertThat(deciding.decide(heard(State.MERGED, "feature/x", "k8s-config"))
                        .rows())
                .isEmpty();
        assertThat(deciding.decide(heard(State.MERGED, "slipway/billing/prod/server", "k8s-config"))
                        .rows())
                .isEmpty();
        assertThat(deciding.decide(heard(State.MERGED, OWN, "master")).rows()).isEmpty();
    }

    @Test
    void whereNothingIsProposedNothingIsLookedAt() {
        declare(Config.Mode.PUSH);

        assertThat(deciding.decide(heard(State.MERGED, OWN, "k8s-config")).rows())
                .isEmpty();
    }

    private static MergeRequestUpdated heard(State state, String source, String target) {
        var request = new MergeRequest(13, state, "Release", source, target, null, null, null, null);
        return new MergeRequestUpdated(new RepositoryRef("hichat", "hichat"), request, new Ordinal(5));
    }

    private void declare(Config.Mode mode) {
        deciding.decide(Samples.declaredWith(Samples.proposing(null, mode)));
    }
}

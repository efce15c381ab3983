package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MembersTest {
    private final Members members = new Members(new LinkedHashMap<>(), new LinkedHashMap<>());

    private Members with(String name, Rollout rollout) {
        members.rollouts().put(name, rollout);
        return members;
    }

    @Test
    void allLiveIsLive() throws Exception {
        assertThat(with("a", new Done(2)).together()).isEqualTo(new Done(2));
        assertThat(with("b", new Done(3)).together()).isEqualTo(new Done(5));
    }

    @Test
    void whoCannotBeToldApartMakesAllWait() throws Exception {
        with("a", new Done(0));
        with("b", new UnderWay("1 of 2 pods", Set.of("shop")));
        assertThat(members.together())
                .isEqualTo(new UnderWay("1 of 2 Applications are live; b: 1 of 2 pods", Set.of("shop")));

        with("c", new UnderWay("syncing"));
        assertThat(members.together())
                .isEqualTo(new UnderWay("1 of 3 Applications are live; b: 1 of 2 pods; c: syncing"));
    }

    @Test
    void allThatFailAreNamedAndWhatRunsBesideThemIsJudgedByItself() throws Exception {
        with("a", new Broken(new Failure(Segment.CLUSTER, "web crashes", "push a fix"), Set.of("web"), new Done(1)));
        with("b", new Broken(new Failure(Segment.GIT, "no such host", "mend it")));
        with("c", new Done(0));

        assertThat(members.together())
                .isEqualTo(new Broken(
                        new Failure(Segment.CLUSTER, "2 of 3 Applications fail (a, b): web crashes", "push a fix"),
                        Set.of("web"),
                        new Broken(
                                new Failure(Segment.GIT, "2 of 3 Applications fail (a, b): no such host", "mend it"),
                                Set.of(),
                                new Done(1))));
    }

    @Test
    void aClosedWindowIsComeBackToOnceNothingElseIsUnderWay() throws Exception {
        members.later().putAll(Map.of("a", new IOException("blocked by sync window")));
        with("b", new UnderWay("syncing"));
        assertThat(members.together()).isInstanceOf(UnderWay.class);

        with("b", new Done(0));
        assertThatIOException().isThrownBy(members::together).withMessage("blocked by sync window");
    }
}

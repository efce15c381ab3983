package dev.slipway.configupdater.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.Acting;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.MergeRequests;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.events.ConfigEvent.ConfigProposed;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Event;
import dev.slipway.events.catalog.Environment.Config;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who merge while Slipway is at work on the branch. */
class QuickMergeTest {
    private ForgeWithRequests forge;
    private Acting acting;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        forge = new ForgeWithRequests(folder);
        acting = new Acting(forge.repository().url() + "#k8s-config");
        acting.pushed(forge.repository(), null, forge.head());
        acting.act(forge.instance());
    }

    @AfterEach
    void stop() {
        forge.close();
    }

    @Test
    void aMergeBetweenTwoLooksAtTheBranchIsNoReleaseOfPeople() throws Exception {
        var before = forge.head();
        forge.write("k8s/other.yaml", "kind: ConfigMap\nmetadata: {name: changed}\n");
        acting.pushed(forge.repository(), before, forge.push("Something else"));
        acting.open(change());

        var branches = forge.instance(requests -> new Meanwhile(requests, () -> {}, () -> forge.merge(1, true)));
        assertThat(acting.act(branches)).singleElement().isInstanceOf(ConfigProposed.class);
        acting.pass(Duration.ofSeconds(2));

        assertThat(updated(acting.act(forge.instance()))).containsExactly("server", Release.CONFIG);
        assertThat(acting.rows()).isEmpty();
    }

    @Test
    void whatIsMergedBeforeItIsProposedAgainAfterADeathIsReleased() throws Exception {
        acting.open(change());
        acting.actAndDie(forge.instance());

        var own = change().proposalBranch();
        var branches = forge.instance(requests -> new Meanwhile(requests, () -> forge.fastForward(own), () -> {}));

        assertThat(updated(acting.act(branches))).containsExactly("server");
        assertThat(acting.rows()).isEmpty();
    }

    private ConfigChange change() {
        return new ConfigChange(
                Samples.release(7), forge.repository(), Samples.proposing(null, Config.Mode.MERGE_REQUEST), null);
    }

    private static List<String> updated(List<Event> said) {
        return said.stream()
                .filter(ConfigUpdated.class::isInstance)
                .map(event -> ((ConfigUpdated) event).release().application())
                .toList();
    }

    private interface Person {
        void act() throws IOException, InterruptedException;
    }

    /** What people do before a proposal is made, and after its merge request is open. */
    private record Meanwhile(MergeRequests requests, Person before, Person after) implements MergeRequests {

        @Override
        public void check(Repository repository) {
            requests.check(repository);
            try {
                act(before);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Request open(Repository repository, Wanted wanted) throws IOException {
            var request = requests.open(repository, wanted);
            act(after);
            return request;
        }

        @Override
        public State state(Repository repository, long number) throws IOException {
            return requests.state(repository, number);
        }

        private static void act(Person person) throws IOException {
            try {
                person.act();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}

package dev.slipway.configupdater.outbound;

import static dev.slipway.configupdater.core.Samples.change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.values.Origin;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP, against a Git server. */
class RestorationTest {
    private static final String SERVER = """
            kind: Deployment # by hand:   so and no other way
            metadata: {name: server}
            spec:
              replicas: 1
              template: {spec: {containers: [{name: server, image: "registry.example/root/hichat:old"}]}}
            """;

    @TempDir
    Path folder;

    private ConfigBed bed;

    @BeforeEach
    void start() throws Exception {
        bed = new ConfigBed(folder);
        edit("k8s/server.yaml", SERVER);
        edit("k8s/settings.yaml", "kind: ConfigMap\n");
    }

    @AfterEach
    void stop() throws Exception {
        bed.close();
    }

    @Test
    void bringsBackTheFilesOfARelease() throws Exception {
        commit(release(7));
        var before = show("server.yaml");
        commit(release(8));
        edit("k8s/settings.yaml", "kind: ConfigMap # of a person\n");

        assertThat(commit(back(8, 7))).singleElement().isInstanceOf(Committed.class);

        assertThat(show("server.yaml")).isEqualTo(before);
        assertThat(show("settings.yaml")).as("what others did").isEqualTo("kind: ConfigMap # of a person\n");
    }

    @Test
    void whatAPersonChangedInTheSameFileStays() throws Exception {
        commit(release(7));
        commit(release(8));
        edit("k8s/server.yaml", show("server.yaml").replace("replicas: 1", "replicas: 3"));
        var before = git("rev-parse", "k8s-config:k8s").strip();

        assertThat(commit(back(8, 7)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Committed.class, made -> assertThat(made.before()).isEqualTo(before));

        assertThat(show("server.yaml"))
                .contains("replicas: 3")
                .contains("hichat:" + Samples.commit(7))
                .contains("so and no other way");
    }

    @Test
    void inOneBatchWithWhatItTakesBack() throws Exception {
        commit(release(7));
        var before = show("server.yaml");

        assertThat(commit(release(8), back(8, 7))).hasSize(2).allMatch(Committed.class::isInstance);

        assertThat(show("server.yaml")).isEqualTo(before);
    }

    /** It only brings what a release of the line has changed. */
    @Test
    void aMergeOfPeopleIsNoChangeOfTheirs() throws Exception {
        commit(release(7));
        var seventh = git("rev-parse", "k8s-config").strip();
        commit(release(8));
        var eighth = git("rev-parse", "k8s-config").strip();
        var merge = git("commit-tree", "-p", seventh, "-p", eighth, "-m", "Merge it", eighth + "^{tree}")
                .strip();
        git("update-ref", "refs/heads/k8s-config", merge);

        commit(back(8, 7));

        assertThat(git("rev-parse", "k8s-config:k8s")).isEqualTo(git("rev-parse", seventh + ":k8s"));
    }

    @Test
    void isDoneOnce() throws Exception {
        commit(release(7));
        commit(release(8));

        assertThat(commit(back(8, 7))).isEqualTo(commit(back(8, 7)));
    }

    @Test
    void theCommitTellsWhatIsHeldAndWhy() throws Exception {
        commit(release(7));
        commit(release(8));
        commit(back(8, 7));

        assertThat(git("log", "-1", "--format=%an%n%B", "k8s-config"))
                .startsWith("Slipway\nRoll server back to 00000000 in prod [skip ci]\n\nit crashes\n")
                .contains(
                        "Slipway-Line: hichat/prod/server",
                        "Slipway-Ordinal: 8.1",
                        "Slipway-Rollback: " + release(7).release().id(),
                        "Slipway-Hold: 8",
                        "Slipway-By: li");
    }

    @Test
    void aReleaseThatIsNotInTheBranchIsRefused() throws Exception {
        commit(release(8));

        assertThat(commit(back(8, 7))).singleElement().isInstanceOfSatisfying(Impossible.class, refused -> {
            assertThat(refused.why().seen()).contains(release(7).release().id().toString());
            assertThat(refused.why().nextStep()).contains("history");
        });
    }

    private ConfigChange release(long ordinal) {
        return change(ordinal, bed.url(), null);
    }

    private ConfigChange back(long from, long to) {
        var target = release(to);
        var id = new UUID(5, from);
        var rank = release(from).release().rank().turned();
        return new ConfigChange(
                target.release().at(rank, Origin.ROLLBACK, id),
                target.repository(),
                target.config(),
                target.delivery(),
                new TurnedBack(target.release().id(), release(from).release().ordinal(), "it crashes", "li"),
                null);
    }

    private List<Written> commit(ConfigChange... changes) throws Exception {
        return bed.commit(changes);
    }

    private void edit(String path, String text) throws Exception {
        bed.edit(ConfigBed.BRANCH, path, text);
    }

    private String show(String file) throws Exception {
        return bed.show(file);
    }

    private String git(String... arguments) throws Exception {
        return bed.git(arguments);
    }
}

package dev.slipway.configupdater.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.configupdater.core.Following.Unmerged;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.git.Trailer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people change in the branch that a config branch was made from, over HTTP, against a Git server. */
class GitFollowingTest {
    private static final String SERVER = """
            kind: Deployment
            metadata: {name: server}
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                    - name: server
                      image: registry.example/root/hichat:old
                      args: [--quiet]
            """;

    @TempDir
    Path folder;

    private ConfigBed bed;

    @BeforeEach
    void start() throws Exception {
        bed = new ConfigBed(folder);
        bed.edit("master", "k8s/server.yaml", SERVER);
        bed.edit("master", "k8s/settings.yaml", "kind: ConfigMap\ndata:\n  a: one\n  b: two\n  c: three\n");
        bed.commit(Samples.change(7, bed.url(), "master"));
    }

    @AfterEach
    void stop() throws Exception {
        bed.close();
    }

    @Test
    void whatOnlyTheyChangedIsTaken() throws Exception {
        bed.edit("master", "k8s/settings.yaml", "kind: ConfigMap\ndata: {a: four}\n");
        bed.edit("master", "k8s/extra.yaml", "kind: Service\n");
        bed.edit("master", "README.md", "elsewhere");

        assertThat(take()).isEmpty();

        assertThat(bed.show("settings.yaml")).contains("four");
        assertThat(bed.show("extra.yaml")).isEqualTo("kind: Service\n");
        assertThat(bed.show("server.yaml")).as("our image").contains("hichat:" + Samples.commit(7));
        assertThat(bed.git("ls-tree", "--name-only", ConfigBed.BRANCH)).isEqualTo("k8s\n");
    }

    /** So the commit is released as any commit of people is, with who made it. */
    @Test
    void theCommitIsTheirsAndSaysHowFarItGoes() throws Exception {
        var last = bed.edit("master", "k8s/extra.yaml", "kind: Service\n");
        take();

        assertThat(bed.git("log", "-1", "--format=%an, %cn%n%B", ConfigBed.BRANCH))
                .isEqualTo("""
                        Bob, Slipway
                        Take k8s from master: Edit k8s/extra.yaml [skip ci]

                        Slipway-Taken: k8s
                        Slipway-From: %s

                        """.formatted(last));
    }

    @Test
    void isDoneOnce() throws Exception {
        bed.edit("master", "k8s/extra.yaml", "kind: Service\n");
        take();
        var tip = bed.git("rev-parse", ConfigBed.BRANCH);
        take();

        assertThat(bed.git("rev-parse", ConfigBed.BRANCH)).isEqualTo(tip);
    }

    /** Git calls this a conflict: the lines are neighbours. */
    @Test
    void theImageStaysWhatWasReleasedBesideWhatTheyChanged() throws Exception {
        bed.edit(
                "master",
                "k8s/server.yaml",
                SERVER.replace("--quiet", "--loud")
                        .replace("hichat:old", "hichat:other")
                        .replace("replicas: 1", "replicas: 2"));

        assertThat(take()).isEmpty();

        assertThat(bed.show("server.yaml"))
                .contains("--loud", "replicas: 2", "hichat:" + Samples.commit(7))
                .doesNotContain("other");
    }

    @Test
    void whatPeopleChangedOnTheConfigBranchIsMerged() throws Exception {
        bed.edit(ConfigBed.BRANCH, "k8s/settings.yaml", "kind: ConfigMap\ndata:\n  a: by hand\n  b: two\n  c: three\n");
        bed.edit("master", "k8s/settings.yaml", "kind: ConfigMap\ndata:\n  a: one\n  b: two\n  c: taken\n");

        assertThat(take()).isEmpty();

        assertThat(bed.show("settings.yaml")).contains("a: by hand", "c: taken");
    }

    @Test
    void whatBothChangedStaysAndIsNamedAndTheRestIsTaken() throws Exception {
        bed.edit(ConfigBed.BRANCH, "k8s/settings.yaml", "kind: ConfigMap\ndata:\n  a: by hand\n  b: two\n  c: three\n");
        bed.edit("master", "k8s/extra.yaml", "kind: Service\n");
        var last =
                bed.edit("master", "k8s/settings.yaml", "kind: ConfigMap\ndata:\n  a: other\n  b: two\n  c: three\n");

        assertThat(take()).containsExactly(new Unmerged("k8s", last, List.of("k8s/settings.yaml")));

        assertThat(bed.show("settings.yaml")).contains("by hand").doesNotContain("<<<<");
        assertThat(bed.show("extra.yaml")).isNotEmpty();
    }

    @Test
    void whatStayedIsToldAlsoByWhoeverComesAfterAnActThatDiedOverIt() throws Exception {
        bed.edit(ConfigBed.BRANCH, "k8s/settings.yaml", "kind: ConfigMap\ndata:\n  a: by hand\n  b: two\n  c: three\n");
        bed.edit("master", "k8s/extra.yaml", "kind: Service\n");
        var last =
                bed.edit("master", "k8s/settings.yaml", "kind: ConfigMap\ndata:\n  a: other\n  b: two\n  c: three\n");
        take();
        bed.forget();

        assertThat(take()).containsExactly(new Unmerged("k8s", last, List.of("k8s/settings.yaml")));

        assertThat(bed.git("log", "--format=%s", "-2", ConfigBed.BRANCH)).containsOnlyOnce("Take k8s from master");
        assertThat(take()).isEmpty();
    }

    @Test
    void whatTheyDeletedGoesUnlessItWasChangedHere() throws Exception {
        bed.edit("master", "k8s/extra.yaml", "kind: Service\n");
        take();
        bed.delete("master", "k8s/extra.yaml");
        var last = bed.delete("master", "k8s/server.yaml");

        assertThat(take()).containsExactly(new Unmerged("k8s", last, List.of("k8s/server.yaml")));

        assertThat(bed.git("ls-tree", "--name-only", "-r", ConfigBed.BRANCH))
                .isEqualTo("k8s/server.yaml\nk8s/settings.yaml\n");
    }

    /** A textual merge of two good files may be none. */
    @Test
    void whatWouldBeNoYamlAnyMoreIsNotMerged() throws Exception {
        bed.edit(
                ConfigBed.BRANCH,
                "k8s/settings.yaml",
                "kind: ConfigMap\ndata:\n  x: 1\n  a: one\n  b: two\n  c: three\n");
        bed.edit("master", "k8s/settings.yaml", "kind: ConfigMap\ndata:\n  a: one\n  b: two\n  c: three\n  x: 2\n");

        assertThat(take()).extracting(Unmerged::files).containsExactly(List.of("k8s/settings.yaml"));
    }

    /** People merge, too: what they have merged is not asked about again. */
    @Test
    void aBranchThatPeopleMadeIsFollowedFromWhereItLeft() throws Exception {
        bed.git("update-ref", "refs/heads/" + ConfigBed.BRANCH, "refs/heads/master");
        bed.edit("master", "k8s/extra.yaml", "kind: Service\n");

        assertThat(take()).isEmpty();

        assertThat(bed.show("extra.yaml")).isNotEmpty();
    }

    @Test
    void aPushThatLeftTheFolderAloneBringsNothingUpAgain() throws Exception {
        bed.edit(ConfigBed.BRANCH, "k8s/settings.yaml", "kind: ConfigMap\ndata:\n  a: by hand\n  b: two\n  c: three\n");
        bed.edit("master", "k8s/settings.yaml", "kind: ConfigMap\ndata:\n  a: other\n  b: two\n  c: three\n");
        assertThat(take()).hasSize(1);

        bed.edit("master", "README.md", "elsewhere");

        assertThat(take()).isEmpty();
    }

    /** Moved, it would bring its own image along, and stand there twice. */
    @Test
    void aFileThatWasMovedStaysWhereItIsWithItsImage() throws Exception {
        bed.delete("master", "k8s/server.yaml");
        bed.edit("master", "k8s/settings.yaml", "kind: ConfigMap\ndata: {a: four}\n");
        var last = bed.edit("master", "k8s/web.yaml", SERVER);

        assertThat(take()).containsExactly(new Unmerged("k8s", last, List.of("k8s/server.yaml", "k8s/web.yaml")));

        assertThat(bed.git("ls-tree", "--name-only", "-r", ConfigBed.BRANCH))
                .isEqualTo("k8s/server.yaml\nk8s/settings.yaml\n");
        assertThat(bed.show("settings.yaml")).contains("four");
    }

    /** It is no image that releases speak of. */
    @Test
    void anImageOfOthersThatBothChangedIsNamed() throws Exception {
        var withSidecar = SERVER + "        - name: proxy\n          image: nginx:1.25\n";
        bed.edit("master", "k8s/server.yaml", withSidecar);
        take();
        bed.edit(ConfigBed.BRANCH, "k8s/server.yaml", bed.show("server.yaml").replace("nginx:1.25", "nginx:1.26-hot"));
        bed.edit("master", "k8s/server.yaml", withSidecar.replace("nginx:1.25", "nginx:1.27"));

        assertThat(take()).extracting(Unmerged::files).containsExactly(List.of("k8s/server.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc1234", "00000000000000000000000000000000000000ff"})
    void whatAPersonWroteBelowACommitTellsNotHowFarItGoes(String from) throws Exception {
        bed.edit("master", "k8s/extra.yaml", "kind: Service\n");
        take();
        bed.edit(
                ConfigBed.BRANCH,
                "README.md",
                "by hand",
                new Trailer("Slipway-Taken", "k8s"),
                new Trailer("Slipway-From", from));
        bed.edit("master", "k8s/extra.yaml", "kind: Route\n");

        take();

        assertThat(bed.show("extra.yaml")).isEqualTo("kind: Route\n");
    }

    /** Else a branch that lost its folder would empty the environment. */
    @Test
    void aFolderThatIsGoneTakesNothingAway() throws Exception {
        bed.delete("master", "k8s");

        assertThat(take()).isEmpty();

        assertThat(bed.show("server.yaml")).isNotEmpty();
    }

    private List<Unmerged> take() throws Exception {
        var place = new Place(Samples.PROD, "k8s");
        return bed.take(new Followed(
                Samples.repository(bed.url()),
                ConfigBed.BRANCH,
                "master",
                Samples.commit(1),
                List.of(place),
                List.of(Samples.IMAGE)));
    }
}

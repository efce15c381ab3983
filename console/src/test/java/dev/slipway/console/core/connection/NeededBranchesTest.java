package dev.slipway.console.core.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.core.connection.BranchFolders.Seen;
import dev.slipway.console.core.connection.Step.Result;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NeededBranchesTest {
    private static final Repository CODE = repository("code");
    private static final Repository CONFIG = repository("config");

    @Test
    void eachEnvironmentFollowsABranchThatIsThere() {
        var needed = needed(CODE, environment("prod", "master", null), environment("dev", "feature/*", null));

        var fine = needed.followed(Set.of("master", "feature/chat", "feature/login"));
        var missing = needed.followed(Set.of("main", "feature/chat"));

        assertThat(fine.result()).isEqualTo(Result.OK);
        assertThat(fine.says()).isEqualTo("prod follows master; dev follows feature/chat, feature/login");
        assertThat(missing.result()).isEqualTo(Result.FAILED);
        assertThat(missing.says())
                .contains("there is no branch master (environment prod)")
                .doesNotContain("environment dev")
                .endsWith("there are feature/chat, main");
    }

    @Test
    void aPatternThatMatchesNothingIsTold() {
        var step = needed(CODE, environment("dev", "feature/*", null)).followed(Set.of("master"));

        assertThat(step.hasFailed()).isTrue();
        assertThat(step.says()).contains("feature/* (environment dev)");
    }

    @Test
    void anEnvironmentThatComesAfterAnotherOrIsPinnedNeedsNoBranch() {
        var dev = environment("dev", "main", null);
        var prod = without("prod", new Environment.Promotion(List.of("dev"), false), null);
        var old = without("old", null, "v3.7.0");

        var step = needed(CODE, dev, prod, old).followed(Set.of("main"));

        assertThat(step.result()).isEqualTo(Result.OK);
        assertThat(step.says()).isEqualTo("dev follows main; prod comes after dev; old is pinned to v3.7.0");
    }

    private static Environment without(
            String name, Environment.@Nullable Promotion promotion, @Nullable String revision) {
        var like = environment(name, "", null);
        return new Environment(
                name, "", like.cluster(), like.namespace(), like.config(), like.engine(), null, promotion, revision);
    }

    @Test
    void aRepositoryWithoutApplicationsNeedsNoSuchBranch() {
        assertThat(needed(CONFIG, environment("prod", "master", null))
                        .followed(Set.of())
                        .result())
                .isEqualTo(Result.SKIPPED);
    }

    @Test
    void theConfigBranchIsThereOrIsMade() {
        var made = needed(CONFIG, environment("prod", "master", "master"));
        var byHand = needed(CONFIG, environment("prod", "master", null));

        BranchFolders full = (branch, path) -> Seen.THERE;
        BranchFolders empty = (branch, path) -> Seen.MISSING;
        BranchFolders inMaster = (branch, path) -> branch.equals("master") ? Seen.THERE : Seen.MISSING;
        BranchFolders slow = (branch, path) -> Seen.UNSEEN;

        fine(byHand.config(Set.of("k8s-config"), full), "prod: k8s is in k8s-config");
        fine(byHand.config(Set.of("k8s-config"), slow), "whether k8s is in it could not be seen in time");
        fine(
                made.config(Set.of("master"), full),
                "prod: k8s-config is made with the first release, from k8s of master");
        fine(made.config(Set.of("master", "k8s-config"), inMaster), "is made with the first release");
        wrong(byHand.config(Set.of("master"), full), "prod: there is no branch k8s-config: commit the folder k8s");
        wrong(
                byHand.config(Set.of("k8s-config"), empty),
                "prod: there is no k8s in branch k8s-config: commit the folder");
        wrong(made.config(Set.of("main"), full), "there is no branch k8s-config, nor the branch master");
        wrong(made.config(Set.of("master"), empty), "there is no branch k8s-config, nor is k8s in master");
    }

    @Test
    void environmentsThatShareAFolderAreNamedTogether() {
        var step = needed(CONFIG, environment("prod", "master", null), environment("dev", "main", null))
                .config(Set.of("k8s-config"), (branch, path) -> Seen.THERE);

        assertThat(step.says()).isEqualTo("prod, dev: k8s is in k8s-config");
    }

    private static void fine(Step step, String says) {
        assertThat(step.result()).isEqualTo(Result.OK);
        assertThat(step.says()).contains(says);
    }

    private static void wrong(Step step, String says) {
        assertThat(step.hasFailed()).isTrue();
        assertThat(step.says()).contains(says);
    }

    @Test
    void aRepositoryWithoutConfigIsNotWrittenTo() {
        var needed = needed(CODE, environment("prod", "master", null));

        assertThat(needed.hasConfig()).isFalse();
        assertThat(needed.config(Set.of(), (branch, path) -> Seen.THERE).result())
                .isEqualTo(Result.SKIPPED);
    }

    private static NeededBranches needed(Repository repository, Environment... environments) {
        var application =
                new Application("web", "code", "registry.example.com/web", new Application.Build("local", "f", "."));
        var project =
                new Project("hichat", List.of(CODE, CONFIG), List.of(application), List.of(environments), List.of());
        return new NeededBranches(project, repository);
    }

    private static Environment environment(String name, String branch, @Nullable String createFrom) {
        return new Environment(
                name,
                branch,
                "local",
                "hichat",
                new Environment.Config("config", "k8s-config", "k8s", createFrom, null),
                new Engine("direct"));
    }

    private static Repository repository(String name) {
        return new Repository(name, "gitlab", "root/" + name, "https://git.example.com/root/x.git", null, null);
    }
}

package dev.slipway.syncservice.core.install;

import static dev.slipway.syncservice.core.install.FluxManifest.bytes;
import static dev.slipway.syncservice.core.install.FluxManifest.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.Event;
import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.events.SyncEvent.EngineInstalling;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.syncservice.core.FakeStage;
import dev.slipway.syncservice.core.InstallWork;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InstallerTest {
    private static final String FROM = "https://flux.example/v2.9.0/install.yaml?raw=1";
    private final FakeSite site = new FakeSite();
    private final FakeStage<InstallWork> stage = new FakeStage<>();
    private final Instant began = stage.now;
    private byte[] manifest = FluxManifest.of("v2.9.0");

    @Test
    void definitionsComeFirstThenNamespacesThenTheRestAndWorkloadsLast() throws Exception {
        site.servedAfter = 3;
        site.rollouts.add(new UnderWay("source-controller: 0 of 1 pods are ready"));
        site.rollouts.add(new Done(1));

        var ended = act(row(sha256(manifest)));

        assertThat(site.applied)
                .containsExactly(
                        "CustomResourceDefinition gitrepositories.source.toolkit.fluxcd.io",
                        "Namespace flux-system",
                        "ServiceAccount source-controller",
                        "Deployment source-controller");
        assertThat(facts(ended)).containsExactly(new EngineInstalled("cloud", "flux", "v2.9.0", 4, 1));
        assertThat(ended.closed()).hasSize(1);
        assertThat(stage.said)
                .extracting(said -> (EngineInstalling) said.event())
                .extracting(said -> said.applied() + " " + said.now())
                .containsExactly(
                        "0 the manifest is what was asked for",
                        "1 CustomResourceDefinition gitrepositories.source.toolkit.fluxcd.io",
                        "2 Namespace flux-system",
                        "3 ServiceAccount source-controller",
                        "4 Deployment source-controller",
                        "4 source-controller: 0 of 1 pods are ready");
    }

    @Test
    void whatIsSaidIsLittleHoweverManyObjectsThereAreAndHoweverLongItTakes() throws Exception {
        var more = new StringBuilder(new String(manifest, java.nio.charset.StandardCharsets.UTF_8));
        IntStream.range(0, 200)
                .forEach(i -> more.append("---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: c" + i + " }\n"));
        manifest = bytes(more.toString());
        IntStream.range(0, 50).forEach(i -> site.rollouts.add(new UnderWay("seen " + i)));
        site.rollouts.add(new Done(1));

        act(row(sha256(manifest)));

        assertThat(stage.said).hasSizeBetween(15, 21);
        assertThat(stage.said.stream().map(said -> said.event().subject())).doesNotHaveDuplicates();
    }

    static Stream<Arguments> badManifests() {
        return Stream.of(
                Arguments.of("a: [", "is no YAML"),
                Arguments.of("<html><body>Sign in</body></html>", "is no object"),
                Arguments.of("", "holds no object"),
                Arguments.of("kind: Thing\n", "has no apiVersion"),
                Arguments.of(
                        "apiVersion: v1\nkind: Namespace\nmetadata: { name: flux-system }\n", "is no manifest of Flux"),
                Arguments.of(
                        new String(FluxManifest.of("v2.9.0"), java.nio.charset.StandardCharsets.UTF_8)
                                .replace("flux-system", "elsewhere"),
                        "is for namespace elsewhere, and Flux is looked for in flux-system"),
                Arguments.of(
                        new String(FluxManifest.of("v2.9.0"), java.nio.charset.StandardCharsets.UTF_8) + "---\na: [",
                        "is no YAML"));
    }

    @ParameterizedTest
    @MethodSource("badManifests")
    void ofWhatIsNoManifestOfFluxNothingIsApplied(String text, String said) throws Exception {
        manifest = bytes(text);

        assertThat(failure(act(row(sha256(manifest)))).seen()).contains(said);
        assertThat(site.applied).isEmpty();
    }

    @Test
    void anotherManifestThanWasAskedForIsNotEvenParsed() throws Exception {
        manifest = bytes("a: [");

        var failure = failure(act(row("0".repeat(64))));

        assertThat(failure.seen()).contains(sha256(manifest), "0".repeat(64)).doesNotContain("YAML");
        assertThat(failure.nextStep()).contains("nothing was applied");
        assertThat(site.applied).isEmpty();
    }

    @Test
    void aRefusedObjectLeavesAllAsItWas() throws Exception {
        site.refuses = new PermanentFailure(Segment.CLUSTER, "the cluster refuses Deployment", "give it the right");

        assertThat(failure(act(row(sha256(manifest)))).seen()).isEqualTo("the cluster refuses Deployment");
        assertThat(site.applied).isEmpty();
    }

    @Test
    void anOlderOneIsRefusedAndAnEqualOrNewerOneGoes() throws Exception {
        site.version = "v2.10.1";
        assertThat(failure(act(row(sha256(manifest)))).seen()).contains("v2.9.0", "v2.10.1 is there");
        assertThat(site.applied).isEmpty();

        site.version = "v2.9.0";
        assertThat(facts(act(row(sha256(manifest))))).singleElement().isInstanceOf(EngineInstalled.class);

        site.version = "v2.8.9-rc.1";
        assertThat(facts(act(row(sha256(manifest))))).singleElement().isInstanceOf(EngineInstalled.class);
    }

    @Test
    void definitionsThatAreNewerThanTheWorkloadsCountToo() throws Exception {
        site.version = "v2.8.0";
        site.definitionsVersion = "v2.10.0";

        assertThat(failure(act(row(sha256(manifest)))).seen()).contains("v2.9.0", "v2.10.0 is there");
        assertThat(site.applied).isEmpty();
    }

    @Test
    void whatHasNoVersionReplacesNothingThatHasOne() throws Exception {
        manifest = bytes(new String(manifest, java.nio.charset.StandardCharsets.UTF_8).replace("v2.9.0", "new"));
        assertThat(facts(act(row(sha256(manifest))))).singleElement().isInstanceOf(EngineInstalled.class);

        site.version = "v2.9.0";
        assertThat(failure(act(row(sha256(manifest)))).seen()).contains("v2.9.0 is there");
    }

    @Test
    void podsThatNeverGetReadyEndItInTime() throws Exception {
        site.rollouts.add(new UnderWay("source-controller: 0 of 1 pods are ready"));

        var failure = failure(act(row(sha256(manifest))));

        assertThat(failure.seen()).contains("not ready within 300 s: source-controller: 0 of 1 pods are ready");
        assertThat(failure.nextStep()).contains("kubectl describe pods -n flux-system");
        assertThat(stage.now).isBefore(began.plus(Duration.ofMinutes(6)));
    }

    @Test
    void podsThatAreBrokenEndItAtOnce() throws Exception {
        var why = new Failure(Segment.CLUSTER, "source-controller crashes", "look at its log");
        site.rollouts.add(new Broken(why));

        assertThat(failure(act(row(sha256(manifest))))).isEqualTo(why);
    }

    @Test
    void definitionsThatAreNeverServedEndIt() throws Exception {
        site.servedAfter = Integer.MAX_VALUE;

        assertThat(failure(act(row(sha256(manifest)))).seen()).contains("does not serve CustomResourceDefinition");
        assertThat(site.applied).hasSize(1);
    }

    @Test
    void whatMayPassIsTriedAgainAndNotForEver() throws Exception {
        site.breaks = new IOException("the API server is away");
        var row = row(sha256(manifest));
        assertThat(act(row).later()).singleElement().satisfies(later -> {
            assertThat(later.failed()).isTrue();
            assertThat(later.why()).isEqualTo("the API server is away");
        });

        var tried =
                new Row<>(row.resource(), row.id(), row.cause(), row.intent(), row.since(), 7, row.nextTry(), "", null);
        assertThat(failure(act(tried)).seen()).contains("tried 8 times; last: the API server is away");
    }

    @Test
    void theNewestThatWasAskedForIsInstalledAndTheOthersEnd() throws Exception {
        var older = row("0".repeat(64));
        stage.now = stage.now.plusSeconds(1);
        var newer = row(sha256(manifest));

        var ended = installer().act("engine:flux", List.of(newer, older), stage);

        assertThat(ended.closed()).containsExactlyInAnyOrder(older, newer);
        assertThat(facts(ended))
                .containsExactly(
                        new EngineInstallFailed("cloud", "flux", Installer.OVERTAKEN),
                        new EngineInstalled("cloud", "flux", "v2.9.0", 4, 1));
    }

    @Test
    void theOthersEndAlsoWhereTheNewestHasToBeTriedAgain() throws Exception {
        site.breaks = new IOException("the API server is away");
        var older = row("0".repeat(64));
        stage.now = stage.now.plusSeconds(1);
        var newer = row(sha256(manifest));

        var ended = installer().act("engine:flux", List.of(newer, older), stage);

        assertThat(ended.closed()).containsExactly(older);
        assertThat(ended.later()).extracting(Outcome.Later::row).containsExactly(newer);
    }

    @Test
    void whatIsWaitedForEndsWhenAnotherOneIsAskedFor() throws Exception {
        site.rollouts.add(new UnderWay("source-controller: 0 of 1 pods are ready"));
        stage.newer.add(row(sha256(manifest)));

        assertThat(failure(act(row(sha256(manifest))))).isEqualTo(Installer.OVERTAKEN);
    }

    @Test
    void whoHasLostItAppliesNothing() {
        stage.kept = () -> {
            throw new IllegalStateException("another instance has the partition");
        };

        assertThatThrownBy(() -> act(row(sha256(manifest)))).hasMessageContaining("another instance");
        assertThat(site.applied).isEmpty();
    }

    @Test
    void whereItIsNotAllowedNothingIsRead() throws Exception {
        var installer = new Installer(
                Map.of("flux", site),
                Allowed.of(List.of("false")),
                from -> {
                    throw new AssertionError("read " + from);
                },
                Duration.ofMinutes(5),
                stage);

        var failure = failure(installer.act("engine:flux", List.of(row(sha256(manifest))), stage));

        assertThat(failure.seen()).contains("may not install engines");
        assertThat(failure.nextStep())
                .contains("slipway.sync.install-engines=" + sha256(manifest), "flux-install.yaml");
    }

    @Test
    void orOnlyWhatItNamesIs() throws Exception {
        var sum = sha256(manifest);
        var installer = installer(Allowed.of(List.of(sum.toUpperCase(Locale.ROOT))));

        var other = failure(installer.act("engine:flux", List.of(row("0".repeat(64))), stage));
        assertThat(other.seen()).contains("but not " + "0".repeat(64));
        assertThat(facts(installer.act("engine:flux", List.of(row(sum)), stage)))
                .singleElement()
                .isInstanceOf(EngineInstalled.class);
    }

    @Test
    void whatIsNeitherYesNorNoNorASumIsNoSetting() {
        assertThat(Allowed.of(List.of("false")).isNone()).isTrue();
        assertThatThrownBy(() -> Allowed.of(List.of("flux"))).hasMessageContainingAll("'flux'", "SHA-256");
    }

    private Installer installer() {
        return installer(Allowed.of(List.of("true")));
    }

    private Installer installer(Allowed allowed) {
        return new Installer(Map.of("flux", site), allowed, _ -> manifest, Duration.ofMinutes(5), stage);
    }

    private Outcome<InstallWork> act(Row<InstallWork> row) throws Exception {
        return installer().act("engine:flux", List.of(row), stage);
    }

    private Row<InstallWork> row(String sha256) {
        var desired = new EngineDesired("cloud", "flux", FROM, sha256, "li", UUID.randomUUID());
        return Row.open(
                "engine:flux",
                "cloud/flux",
                new Cause(UUID.randomUUID(), null, null),
                new InstallWork(desired),
                stage.now);
    }

    private static Failure failure(Outcome<InstallWork> ended) {
        assertThat(ended.closed()).hasSize(1);
        return ((EngineInstallFailed) facts(ended).getFirst()).failure();
    }

    private static List<Event> facts(Outcome<InstallWork> ended) {
        return ended.facts().stream().map(Outcome.Said::event).toList();
    }
}

package dev.slipway.buildservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.buildservice.core.BuildWork.PipelineOver;
import dev.slipway.buildservice.core.BuildWork.Sighting;
import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.BuildStarted;
import dev.slipway.events.ImageEvent.BuildSuperseded;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.PushEvent.Pipeline.Result;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of pushes: images that are built here, and images that others build. */
class BuilderTest {
    private static final ApplicationRef REF = new ApplicationRef("hichat", "server");
    private static final String IMAGE = "registry.example/hichat";
    private static final Application.Build EXTERNAL = new Application.Build("external", "Dockerfile", ".");
    private static final Application.Build WITH_PATHS =
            new Application.Build("local", "Dockerfile", ".", List.of("server/**", "!**/*.md"), null);

    private final Map<String, String> registry = new HashMap<>();
    private final List<String> changed = new ArrayList<>();
    private final List<Event> said = new ArrayList<>();
    private final Builder builder = new Builder(new Source(), new Registry(), () -> new Workplace.Folder() {
        @Override
        public Path path() {
            return Path.of("unused");
        }

        @Override
        public void close() {}
    });
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private @Nullable Object note;
    private boolean rewritten;

    @Test
    void anImageIsWaitedForUntilTheRegistryHasIt() throws IOException {
        var row = row(build(EXTERNAL, 7));

        var waiting = act(row);
        assertThat(waiting.later())
                .singleElement()
                .satisfies(later -> assertThat(later.why()).contains("built elsewhere"));
        assertThat(said).singleElement().isInstanceOf(BuildStarted.class);

        registry.put(IMAGE + ":" + commit(7).value().substring(0, 8), digest(7));
        assertThat(only(act(row), ImageBuilt.class).image().digest()).isEqualTo(digest(7));
    }

    @Test
    void aSightingMakesItLookAtOnce() throws IOException {
        var waits = waitingUntil(now.plusSeconds(300), row(build(EXTERNAL, 7)));
        registry.put(IMAGE + ":" + commit(7), digest(7));

        assertThat(act(waits).facts()).isEmpty();
        assertThat(only(act(waits, row(sighting(7))), ImageBuilt.class).ordinal())
                .isEqualTo(new Ordinal(7));
    }

    @Test
    void aFailedPipelineOfGitLabIsTheBuildsFailureAndItsImageMayComeYet() throws IOException {
        var failed = only(act(row(build(EXTERNAL, 7)), row(over(7, Result.FAILED))), BuildFailed.class);
        assertThat(failed.failure().nextStep()).contains("https://git.example/pipelines/345");

        registry.put(IMAGE + ":" + commit(7), digest(7));
        assertThat(only(act(row(sighting(7))), ImageBuilt.class).ordinal()).isEqualTo(new Ordinal(7));
        assertThat(act(row(sighting(7))).facts()).isEmpty();
    }

    @Test
    void aPipelineThatIsQuickerThanTheLookIsRemembered() throws IOException {
        var early = row(over(7, Result.FAILED));

        assertThat(act(early).later()).hasSize(1);
        only(act(early, row(build(EXTERNAL, 7))), BuildFailed.class);
        now = now.plus(Duration.ofMinutes(11));
        assertThat(act(early).closed()).containsExactly(early);
    }

    @Test
    void whoWaitsInVainIsToldAfterADay() throws IOException {
        var row = row(build(EXTERNAL, 7));
        now = now.plus(Duration.ofHours(25));

        assertThat(only(act(row), BuildFailed.class).failure().nextStep()).contains("build.tag");
    }

    @Test
    void anOlderPushIsNotWaitedForOnceANewerHasItsImage() throws IOException {
        registry.put(IMAGE + ":" + commit(8), digest(8));

        var outcome = act(row(build(EXTERNAL, 7)), row(build(EXTERNAL, 8)));

        only(outcome, ImageBuilt.class);
        assertThat(outcome.facts()).anySatisfy(each -> assertThat(each.event()).isInstanceOf(BuildSuperseded.class));
        assertThat(outcome.closed()).hasSize(2);
    }

    @Test
    void theTagOfAnExternalBuilderIsAsDeclared() throws IOException {
        var declared = new Application.Build("external", "Dockerfile", ".", null, "{branch}-{short}");
        registry.put(IMAGE + ":feature-x-" + commit(7).value().substring(0, 8), digest(7));

        only(act(row(build(declared, 7, "feature/x"))), ImageBuilt.class);
    }

    @Test
    void changesAreCountedFromTheLastImageNotFromThePush() throws IOException {
        changed.add("server/Main.java");
        only(act(row(build(WITH_PATHS, 1))), ImageBuilt.class);

        changed.clear();
        changed.addAll(List.of("docs/index.html", "server/README.md"));
        assertThat(only(act(row(build(WITH_PATHS, 2))), BuildSkipped.class).reason())
                .contains("none of the 2 files changed since " + commit(1).abbreviated());

        changed.add("server/Main.java");
        only(act(row(build(WITH_PATHS, 3))), ImageBuilt.class);
    }

    @Test
    void aPushThatLeavesCommitsOutSaysSo() throws IOException {
        assertThat(only(act(row(build(WITH_PATHS, 1))), ImageBuilt.class).forced())
                .isFalse();
        rewritten = true;
        changed.add("server/Main.java");
        assertThat(only(act(row(build(WITH_PATHS, 2))), ImageBuilt.class).forced())
                .isTrue();
    }

    private <E extends Event> E only(Outcome<BuildWork> outcome, Class<E> type) {
        var found = outcome.facts().stream()
                .map(Outcome.Said::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
        assertThat(found)
                .as("%s among %s", type.getSimpleName(), outcome.facts())
                .hasSize(1);
        return found.getFirst();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private Outcome<BuildWork> act(Row<BuildWork>... rows) throws IOException {
        var outcome = builder.act(REF.toString(), List.of(rows), new Table());
        note = outcome.note() == null ? note : outcome.note();
        return outcome;
    }

    private Row<BuildWork> row(BuildWork work) {
        return Row.open(REF.toString(), work.toString(), new Cause(new UUID(1, 1), null, null), work, now);
    }

    private static Row<BuildWork> waitingUntil(Instant time, Row<BuildWork> row) {
        return new Row<>(row.resource(), row.id(), row.cause(), row.intent(), row.since(), 0, time, "the image", null);
    }

    private static Build build(Application.Build how, long number) {
        return build(how, number, "master");
    }

    private static Build build(Application.Build how, long number, String branch) {
        var repository = new Repository("hichat", "gitlab", "root/hichat", "https://git.example/h.git", null, null);
        var application = new Application("server", "hichat", IMAGE, how);
        return new Build(REF, application, repository, branch, commit(0), commit(number), new Ordinal(number));
    }

    private static Sighting sighting(long number) {
        return new Sighting(REF, new ImageReference(IMAGE, commit(number).value(), digest(number)));
    }

    private static PipelineOver over(long number, Result result) {
        return new PipelineOver(
                REF, new Pipeline(345, result, commit(number), "master", "https://git.example/pipelines/345", null));
    }

    private static CommitId commit(long number) {
        return new CommitId("%08x%032x".formatted(number, number));
    }

    private static String digest(long number) {
        return "sha256:%064x".formatted(number);
    }

    private final class Source implements Sources {
        @Override
        public Found find(Repository repository, String branch, CommitId commit) {
            return new Found(new SourceCommit(commit, new Person("Li", "li@example.com"), "fix", now), "fix");
        }

        @Override
        public Optional<List<String>> changed(Repository repository, CommitId before, CommitId after) {
            return Optional.of(List.copyOf(changed));
        }

        @Override
        public Optional<Boolean> contains(Repository repository, CommitId newer, CommitId older) {
            return Optional.of(!rewritten);
        }

        @Override
        public void export(Repository repository, CommitId commit, Path folder) {}
    }

    private final class Registry implements Images {
        @Override
        public Optional<String> find(String image, String tag) {
            return Optional.ofNullable(registry.get(image + ":" + tag));
        }

        @Override
        public String build(Application application, SourceCommit commit, Path sources, String tag) {
            return digest(1);
        }

        @Override
        public void tag(String image, String digest, String tag) {}
    }

    private final class Table implements Stage<BuildWork> {
        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void say(Cause cause, Event event) {
            said.add(event);
        }

        @Override
        public List<Row<BuildWork>> newer() {
            return List.of();
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return Optional.ofNullable(note).map(type::cast);
        }
    }
}

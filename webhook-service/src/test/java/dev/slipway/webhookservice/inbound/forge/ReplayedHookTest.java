package dev.slipway.webhookservice.inbound.forge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.webhookservice.core.Look;
import dev.slipway.webhookservice.core.Looker;
import dev.slipway.webhookservice.core.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Most proofs hold for ever, so whoever recorded a hook may send it again: it is one look, and says nothing that was not found. */
class ReplayedHookTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final CommitId LATER = new CommitId("1".repeat(40));
    private final Map<String, CommitId> heads = new HashMap<>(Map.of("refs/heads/other", LATER));
    private final Repository repository =
            new Repository("hichat", "gitlab", "hichat/server", "https://git.example/hichat/server.git", null, null);
    private final Application application = new Application(
            "server", "hichat", "registry.example/server", new Application.Build("external", "Dockerfile", "."), null);
    private final Project project = new Project(
            "hichat",
            List.of(repository),
            List.of(application),
            List.of(new Environment(
                    "prod",
                    "master",
                    "cloud",
                    "hichat",
                    new Environment.Config("hichat", "k8s-config", "k8s", null, null),
                    new Engine("direct"))),
            List.of());
    private final Map<String, String> images = new HashMap<>();
    private final Looker looker = new Looker(
            _ -> Map.copyOf(heads), (_, tag) -> Optional.ofNullable(images.get(tag)), () -> List.of(project), _ -> {});
    private Instant now = NOON;
    private final Map<String, Object> kept = new HashMap<>();

    static List<Path> files() throws IOException {
        return HookFile.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aDayLaterItIsNoNewFact(Path file) throws IOException {
        var heard = HookFile.in(file).heard();
        switch (heard) {
            case Heard.Pushed pushed -> {
                look(Told.nothing());
                pushed.refs().forEach(moved -> {
                    if (moved.after() != null
                            && moved.after().matches("[0-9a-f]{40}")
                            && !moved.after().matches("0+")) {
                        heads.put(moved.ref(), new CommitId(moved.after()));
                    }
                });
                look(told(heard));
            }
            case Heard.Requested _, Heard.PipelineEnded _ -> {
                look(Told.nothing());
                assertThat(look(told(heard))).hasSize(1);
            }
            case Heard.Images(var tagged) -> {
                tagged.forEach(each -> images.put(each.tag(), "sha256:" + "1".repeat(64)));
                assertThat(look(told(heard))).isNotEmpty();
            }
            case Heard.Ping _, Heard.Other _ -> {
                return; // no look follows
            }
        }
        now = now.plus(Duration.ofDays(1));

        assertThat(look(told(heard))).as("all is as it was").isEmpty();
        heads.replaceAll((_, _) -> new CommitId("2".repeat(40)));
        look(Told.nothing());
        assertThat(look(told(heard))).as("its branches have moved on").isEmpty();
        images.replaceAll((_, _) -> "sha256:" + "2".repeat(64));
        look(told(heard));
        assertThat(look(told(heard))).as("its tags have moved on").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatItPushedIsFoundTheFirstTime(Path file) throws IOException {
        var hook = HookFile.in(file);
        if (!file.endsWith("push.json") || !(hook.heard() instanceof Heard.Pushed pushed)) {
            return;
        }
        look(Told.nothing());
        var moved = pushed.refs().getFirst();
        heads.put(moved.ref(), new CommitId(Objects.requireNonNull(moved.after())));

        assertThat(look(told(pushed))).hasSize(1);
    }

    private List<Look> told(Heard heard) {
        var ref = new RepositoryRef("hichat", "hichat");
        return switch (heard) {
            case Heard.Pushed pushed ->
                pushed.refs().stream()
                        .<Look>map(moved -> new Look.AtRepository(ref, Told.moved(moved)))
                        .toList();
            case Heard.Requested(var _, var request) -> List.of(new Look.AtRepository(ref, Told.request(request)));
            case Heard.PipelineEnded(var _, var pipeline) ->
                List.of(new Look.AtRepository(ref, Told.pipeline(pipeline)));
            case Heard.Images(var tagged) ->
                tagged.stream()
                        .<Look>map(each ->
                                new Look.AtImage(new ApplicationRef("hichat", "server"), application, each.tag()))
                        .toList();
            case Heard.Ping _, Heard.Other _ -> List.of();
        };
    }

    private List<Event> look(Told told) throws IOException {
        return look(List.of(new Look.AtRepository(new RepositoryRef("hichat", "hichat"), told)));
    }

    private List<Event> look(List<Look> looks) throws IOException {
        var rows = looks.stream()
                .map(look -> Row.open("there", "hint", new Cause(UUID.randomUUID(), null, null), look, now))
                .toList();
        var address = rows.getFirst().intent() instanceof Look.AtImage ? "image" : "git.example/hichat/server";
        var outcome = looker.act(address, rows, new Table(address));
        kept.compute(address, (_, before) -> outcome.note() == null ? before : outcome.note());
        return outcome.facts().stream().<Event>map(Outcome.Said::event).toList();
    }

    private final class Table implements Stage<Look> {
        private final String address;

        private Table(String address) {
            this.address = address;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void say(Cause cause, Event event) {
            throw new AssertionError("a look says all at its end");
        }

        @Override
        public void keep(Object note) {
            throw new AssertionError("kept before the end: " + note);
        }

        @Override
        public List<Row<Look>> newer() {
            return List.of();
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return Optional.ofNullable(kept.get(address)).map(type::cast);
        }
    }
}

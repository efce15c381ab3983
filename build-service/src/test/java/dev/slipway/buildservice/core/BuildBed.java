package dev.slipway.buildservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.events.wire.Json;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A builder of one application, its registry, its repository, and what is kept between acts. */
final class BuildBed {
    static final ApplicationRef REF = new ApplicationRef("hichat", "server");
    static final String IMAGE = "registry.example/hichat";

    final Map<String, String> registry = new HashMap<>();
    final Map<CommitId, String> messages = new HashMap<>();
    final Set<CommitId> gone = new HashSet<>();
    final Set<CommitId> broken = new HashSet<>();
    final List<String> changed = new ArrayList<>();
    final List<Event> said = new ArrayList<>();
    final Builder builder = new Builder(new Source(), new Registry(), () -> new Workplace.Folder() {
        @Override
        public Path path() {
            return Path.of("unused");
        }

        @Override
        public void close() {}
    });
    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    boolean rewritten;
    boolean registryIsDown;
    boolean tagsAreRefused;
    Duration keepingTakes = Duration.ZERO;
    private byte @Nullable [] note;

    /** What is kept goes through its JSON, as it does in the table. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    final Outcome<BuildWork> act(Row<BuildWork>... rows) throws IOException {
        return keep(builder.act(REF.toString(), List.of(rows), new Table()));
    }

    /** An act of an instance that dies before it has said what came of it. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    final void lose(Row<BuildWork>... rows) {
        builder.act(REF.toString(), List.of(rows), new Table());
    }

    Outcome<BuildWork> giveUp(Row<BuildWork> row) {
        var why = new Failure(Segment.BUILD, "given up by Li", "push again");
        return keep(builder.giveUp(row, why, new Table()));
    }

    private Outcome<BuildWork> keep(Outcome<BuildWork> outcome) {
        if (outcome.note() != null) {
            note = Json.write(outcome.note());
        }
        return outcome;
    }

    void kept(byte[] json) {
        note = json;
    }

    Row<BuildWork> row(BuildWork work) {
        return Row.open(REF.toString(), work.toString(), new Cause(new UUID(1, 1), null, null), work, now);
    }

    static Row<BuildWork> waitingUntil(Instant time, Row<BuildWork> row) {
        return new Row<>(row.resource(), row.id(), row.cause(), row.intent(), row.since(), 0, time, "the image", null);
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static <E extends Event> E only(Outcome<BuildWork> outcome, Class<E> type) {
        var found = all(outcome, type);
        assertThat(found)
                .as("%s among %s", type.getSimpleName(), outcome.facts())
                .hasSize(1);
        return found.getFirst();
    }

    static <E extends Event> List<E> all(Outcome<BuildWork> outcome, Class<E> type) {
        return outcome.facts().stream()
                .map(Outcome.Said::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    static Build build(Application.Build how, long number) {
        return build(how, number, "master");
    }

    static Build build(Application.Build how, long number, String branch) {
        var repository = new Repository("hichat", "gitlab", "root/hichat", "https://git.example/h.git", null, null);
        var application = new Application("server", "hichat", IMAGE, how);
        return new Build(REF, application, repository, branch, commit(0), commit(number), new Ordinal(number));
    }

    static CommitId commit(long number) {
        return new CommitId("%08x%032x".formatted(number, number));
    }

    static String digest(long number) {
        return "sha256:%064x".formatted(number);
    }

    static String tagOf(long number) {
        return IMAGE + ":" + commit(number);
    }

    private final class Source implements Sources {
        @Override
        public Found find(Repository repository, String branch, CommitId commit) {
            if (gone.contains(commit)) {
                throw new PermanentFailure(Segment.GIT, "there is no commit " + commit, "push it again");
            }
            var message = messages.getOrDefault(commit, "fix");
            return new Found(new SourceCommit(commit, new Person("Li", "li@example.com"), message, now), message);
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
        public Optional<String> find(String image, String tag) throws IOException {
            if (registryIsDown) {
                throw new IOException("no route to the registry");
            }
            return Optional.ofNullable(registry.get(image + ":" + tag));
        }

        @Override
        public String build(Application application, SourceCommit commit, Path sources, String tag) {
            if (broken.contains(commit.id())) {
                throw new PermanentFailure(Segment.BUILD, "Dockerfile:1: RUN", "use another builder");
            }
            var digest = digest(Long.parseLong(tag.substring(0, 8), 16));
            registry.put(IMAGE + ":" + tag, digest);
            return digest;
        }

        @Override
        public void tag(String image, String digest, String tag) throws IOException {
            if (tagsAreRefused) {
                throw new IOException("no route to the registry");
            }
            registry.put(image + ":" + tag, digest);
        }
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
        public void keep(Object known) {
            note = Json.write(known);
            pass(keepingTakes);
        }

        @Override
        public List<Row<BuildWork>> newer() {
            return List.of();
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return Optional.ofNullable(note).map(json -> Json.read(json, type));
        }
    }
}

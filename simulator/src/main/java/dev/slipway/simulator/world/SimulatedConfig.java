package dev.slipway.simulator.world;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.service.PermanentFailure;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.Guard;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The config branch: what each commit released, and what each path holds after it. People commit here too. */
public final class SimulatedConfig implements ConfigRepository {
    private static final Person PERSON = new Person("Simulated", "simulated@slipway.invalid");
    private final Chaos chaos;
    private final List<Commit> commits = new ArrayList<>();
    /** What has refused one push, or not answered it, often refuses the next; it can be read all the same. */
    private boolean takesNothing;

    /** @param release none where a person committed */
    public record Commit(CommitId id, @Nullable Release release, String path, Map<String, String> tree) {

        public String content() {
            return contentOf(path);
        }

        public String contentOf(String place) {
            return tree.getOrDefault(place, "");
        }
    }

    public SimulatedConfig(Chaos chaos) {
        this.chaos = chaos;
    }

    public List<Commit> commits() {
        return List.copyOf(commits);
    }

    public Optional<CommitId> head() {
        return commits.isEmpty()
                ? Optional.empty()
                : Optional.of(commits.getLast().id());
    }

    public String contentOf(String path) {
        return commits.isEmpty() ? "" : commits.getLast().contentOf(path);
    }

    /** A person changes something by hand. */
    public CommitId edit(String path) {
        var part = chaos.happens(0.5) ? Contents.BY_HAND : "app";
        return add(null, path, Contents.with(contentOf(path), part, "edit-" + commits.size()));
    }

    /** What a person changed elsewhere is taken over. */
    CommitId take(String path, String content) {
        return add(null, path, content);
    }

    /** A person merges what was proposed; squashed, nothing says of which release it is. */
    CommitId merge(@Nullable Release release, String path, String content) {
        return add(release, path, content);
    }

    @Override
    public List<Written> commit(ConfigBranch branch, List<ConfigChange> changes) throws IOException {
        if (takesNothing && chaos.happens(0.5)) {
            throw new IOException("simulated: takes nothing at the moment");
        }
        takesNothing = true;
        List<Written> written =
                chaos.call(() -> changes.stream().map(this::write).toList());
        takesNothing = false;
        return written;
    }

    @Override
    public Reading editedByPeople(ConfigBranch branch, CommitId pushed, List<Unread> places) throws IOException {
        if (chaos.happens(0.2)) {
            throw new PermanentFailure(Segment.GIT, "not allowed", "mend the secret");
        }
        return chaos.call(() -> new Reading(
                commits.getLast().id(), places.stream().flatMap(this::edited).toList()));
    }

    private Stream<Edited> edited(Unread unread) {
        var path = unread.place().path();
        var head = commits.getLast();
        for (var i = commits.size() - 1; i >= 0 && !commits.get(i).id().equals(unread.since()); i--) {
            var commit = commits.get(i);
            if (isOfPeople(commit, unread) && commit.path().equals(path)) {
                var source = new SourceCommit(commit.id(), PERSON, "by hand", Instant.EPOCH);
                return Stream.of(
                        new Edited(unread.place(), source, commit.content(), head.id(), head.contentOf(path), false));
            }
        }
        var told = unread.content();
        var source = new SourceCommit(head.id(), PERSON, "as it stands", Instant.EPOCH);
        var now = head.contentOf(path);
        return told == null || told.equals(now)
                ? Stream.empty()
                : Stream.of(new Edited(unread.place(), source, now, head.id(), now, true));
    }

    private static boolean isOfPeople(Commit commit, Unread unread) {
        var release = commit.release();
        return release == null
                ? !unread.merges().contains(commit.id())
                : unread.ended().contains(release.id().toString());
    }

    private Written write(ConfigChange change) {
        var release = change.release();
        if (release.source().subject().contains("no such image")) {
            return new Impossible(
                    change, new Failure(Segment.CONFIG, "no container uses the image", "set config.file"));
        }
        if (release.isBack() && chaos.happens(0.1)) {
            return new Impossible(change, new Failure(Segment.GIT, "a hook declines it", "mend the hook"));
        }
        if (chaos.has(Guard.TRAILER)) {
            for (var i = 0; i < commits.size(); i++) {
                var commit = commits.get(i);
                if (commit.release() != null && commit.release().id().equals(release.id())) {
                    var path = change.config().path();
                    return new Committed(
                            change,
                            commit.id(),
                            commit.contentOf(path),
                            commits.getLast().id(),
                            contentOf(path),
                            i == 0 ? null : commits.get(i - 1).contentOf(path));
                }
            }
        }
        var path = change.config().path();
        var content = Contents.with(contentOf(path), change);
        var before = contentOf(path);
        return new Committed(change, add(release, path, content), content, before);
    }

    private CommitId add(@Nullable Release release, String path, String content) {
        var tree =
                new HashMap<>(commits.isEmpty() ? Map.of() : commits.getLast().tree());
        tree.put(path, content);
        var id = new CommitId("%040x".formatted(0xc0000 + commits.size()));
        commits.add(new Commit(id, release, path, Map.copyOf(tree)));
        return id;
    }
}

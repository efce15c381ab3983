package dev.slipway.simulator.world;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.Guard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Config branches: what each commit released, and what the path holds after it. */
public final class SimulatedConfig implements ConfigRepository {
    private final Chaos chaos;
    private final List<Commit> commits = new ArrayList<>();
    private final Map<String, String> imageByPath = new HashMap<>();

    public record Commit(CommitId id, Release release, String path, String content) {}

    public SimulatedConfig(Chaos chaos) {
        this.chaos = chaos;
    }

    public List<Commit> commits() {
        return List.copyOf(commits);
    }

    public String contentOf(String path) {
        return imageByPath.getOrDefault(path, "");
    }

    @Override
    public List<Written> commit(ConfigBranch branch, List<ConfigChange> changes) throws IOException {
        return chaos.call(() -> changes.stream().map(this::write).toList());
    }

    @Override
    public List<Edited> editedByPeople(ConfigBranch branch, @Nullable CommitId since, ConfigPush push) {
        return List.of(); // nobody but us commits here
    }

    private Written write(ConfigChange change) {
        var release = change.release();
        if (release.source().subject().contains("no such image")) {
            return new Impossible(
                    change, new Failure(Segment.CONFIG, "no container uses the image", "set config.file"));
        }
        if (chaos.has(Guard.TRAILER)) {
            for (var commit : commits) {
                if (commit.release().id().equals(release.id())) {
                    return new Committed(change, commit.id(), commit.content());
                }
            }
        }
        var path = change.config().path();
        var digest = Objects.requireNonNull(release.image()).digest();
        imageByPath.put(path, digest);
        var id = new CommitId("%040x".formatted(0xc0000 + commits.size()));
        commits.add(new Commit(id, release, path, digest));
        return new Committed(change, id, digest);
    }
}

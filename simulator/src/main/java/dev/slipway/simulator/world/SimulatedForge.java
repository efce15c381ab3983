package dev.slipway.simulator.world;

import dev.slipway.buildservice.core.Sources;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.webhookservice.core.Forge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A forge with one repository, whose branches people push; one of them holds the configuration. */
public final class SimulatedForge implements Forge, Sources {
    public static final String CONFIG = "k8s-config";
    private static final int EVERY = 5;
    private final Chaos chaos;
    private final SimulatedConfig config;
    private final Map<String, CommitId> branches = new TreeMap<>();
    private final Map<String, CommitId> tags = new TreeMap<>();
    private final Map<CommitId, String> messages = new TreeMap<>(Comparator.comparing(CommitId::value));
    private final List<Pushed> pushes = new ArrayList<>();

    public record Pushed(String branch, @Nullable CommitId commit) {}

    public SimulatedForge(Chaos chaos, SimulatedConfig config) {
        this.chaos = chaos;
        this.config = config;
    }

    /** A person pushes; what the image made of it will do stands in the message. */
    public CommitId push(String branch, String message) {
        var commit = next();
        branches.put(branch, commit);
        messages.put(commit, message);
        pushes.add(new Pushed(branch, commit));
        return commit;
    }

    public void delete(String branch) {
        if (branches.remove(branch) != null) {
            pushes.add(new Pushed(branch, null));
        }
    }

    /** What will be pushed next: it may have a tag before any branch has it. */
    public CommitId next() {
        return new CommitId("%040x".formatted(pushes.size() + 1));
    }

    public List<CommitId> commits() {
        return List.copyOf(messages.keySet());
    }

    /** @param commit none to delete it */
    public void tag(String name, @Nullable CommitId commit) {
        if (commit == null) {
            tags.remove(name);
        } else {
            tags.put(name, commit);
        }
    }

    public Map<String, CommitId> tags() {
        return Map.copyOf(tags);
    }

    public Map<String, CommitId> heads() {
        return Map.copyOf(branches);
    }

    public String messageOf(CommitId commit) {
        return messages.getOrDefault(commit, "");
    }

    @Override
    public Map<String, CommitId> refs(Repository repository) throws IOException {
        return chaos.call(() -> {
            var refs = branches.entrySet().stream()
                    .collect(Collectors.toMap(entry -> "refs/heads/" + entry.getKey(), Map.Entry::getValue));
            tags.forEach((name, commit) -> refs.put("refs/tags/" + name, commit));
            config.head().ifPresent(head -> refs.put("refs/heads/" + CONFIG, head));
            return refs;
        });
    }

    @Override
    public Found find(Repository repository, String branch, CommitId commit) throws IOException {
        return chaos.call(() -> new Found(
                new SourceCommit(
                        commit, new Person("Simulated", "simulated@slipway.invalid"), messageOf(commit), Instant.EPOCH),
                messageOf(commit)));
    }

    @Override
    public Optional<List<String>> changed(Repository repository, CommitId before, CommitId after) {
        return Optional.empty();
    }

    @Override
    public Optional<Boolean> contains(Repository repository, CommitId newer, CommitId older) {
        return Optional.of(!isForced(newer));
    }

    /** Whether the push left out what was there before. */
    private static boolean isForced(CommitId commit) {
        return Long.parseLong(commit.value().substring(24), 16) % EVERY == 0;
    }

    @Override
    public void export(Repository repository, CommitId commit, Path folder) throws IOException {
        chaos.mayCrash();
    }
}

package dev.slipway.simulator.world;

import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.configupdater.core.Following;
import dev.slipway.configupdater.core.Following.Taken;
import dev.slipway.configupdater.core.Following.Unmerged;
import dev.slipway.events.values.CommitId;
import dev.slipway.simulator.Catalogs;
import dev.slipway.simulator.engine.Chaos;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** The folders in the branch that config branches are made from: people change them, and what they changed is merged, part by part. */
public final class SimulatedFolders implements Following.Source {
    public static final String BRANCH = "master";
    /** What people put there besides; nobody changes it in the config branch. */
    public static final String FOLLOWED = "followed";

    private final Chaos chaos;
    private final SimulatedForge forge;
    private final SimulatedConfig config;
    private final Map<String, List<Version>> versions = new LinkedHashMap<>();
    private final List<Merge> merges = new ArrayList<>();

    /** What a folder holds from a commit on. */
    public record Version(CommitId commit, String content) {}

    /** @param version what the commit's trailer says was taken */
    public record Merge(CommitId commit, String path, Version version) {}

    public SimulatedFolders(Chaos chaos, SimulatedForge forge, SimulatedConfig config) {
        this.chaos = chaos;
        this.forge = forge;
        this.config = config;
    }

    /** By path, oldest first. */
    public Map<String, List<Version>> versions() {
        return versions;
    }

    public List<Merge> merges() {
        return List.copyOf(merges);
    }

    /** A person changes one or two things in a folder; which image runs is not theirs to say there. */
    public void change(String path, CommitId commit) {
        var content = content(path);
        for (var more = true; more; more = chaos.happens(0.3)) {
            var part = chaos.oneOf(List.of(FOLLOWED, FOLLOWED, Contents.BY_HAND, "app"));
            content = Contents.with(content, part, "master-" + commit.value().substring(32));
        }
        versions.computeIfAbsent(path, _ -> new ArrayList<>()).add(new Version(commit, content));
    }

    private String content(String path) {
        return versions.containsKey(path) ? versions.get(path).getLast().content() : "";
    }

    @Override
    public Taken take(Followed work, Map<String, String> known) throws IOException {
        return chaos.call(() -> {
            if (config.head().isEmpty()) {
                return Taken.NOTHING; // with the first release it is made
            }
            var seen = new HashMap<String, String>();
            var unmerged = new ArrayList<Unmerged>();
            for (var path : work.places().stream().map(Place::path).distinct().toList()) {
                if (versions.containsKey(path)) {
                    var theirs = versions.get(path).getLast();
                    seen.put(path, theirs.content());
                    var left = theirs.content().equals(known.get(path)) ? List.<String>of() : merge(work, path, theirs);
                    if (!left.isEmpty()) {
                        unmerged.add(new Unmerged(path, head(), left));
                    }
                }
            }
            return new Taken(seen, unmerged);
        });
    }

    private CommitId head() {
        return Objects.requireNonNull(forge.heads().get(BRANCH));
    }

    /** @return what both sides have changed */
    private List<String> merge(Followed work, String path, Version theirs) {
        var before = Contents.parts(base(path, theirs));
        var now = Contents.parts(theirs.content());
        var here = Contents.parts(config.contentOf(path));
        var merged = config.contentOf(path);
        var left = new ArrayList<String>();
        for (var part : new TreeSet<>(now.keySet())) {
            var wanted = Objects.requireNonNull(now.get(part));
            var isTheSame = wanted.equals(before.get(part)) || wanted.equals(here.get(part));
            if (isTheSame || isForReleases(work, path, part)) {
                continue;
            }
            if (Objects.equals(before.get(part), here.get(part))) {
                merged = Contents.with(merged, part, wanted);
            } else {
                left.add(part);
            }
        }
        if (!merged.equals(config.contentOf(path))) {
            merges.add(new Merge(config.take(path, merged), path, theirs));
        }
        return left;
    }

    private static boolean isForReleases(Followed work, String path, String part) {
        var images = Objects.requireNonNullElse(work.images(), List.<String>of());
        return images.contains(Catalogs.image(path.replaceFirst("/.*", ""), part));
    }

    /** As the newest commit says that took something; what was taken by an act that died over it has yet to be said. */
    private String base(String path, Version unsaid) {
        return merges.reversed().stream()
                .filter(merge -> merge.path().equals(path) && !merge.version().equals(unsaid))
                .findFirst()
                .map(merge -> merge.version().content())
                .orElse("");
    }
}

package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigRepository.Edited;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was last said of a config branch.
 *
 * @param contents by environment, what its place held after our last commit or the last release by people
 * @param commits people's commits that were told, each with its environment
 */
record Said(Map<String, String> contents, List<String> commits) {
    private static final int COMMITS_MAX = 200;

    static Said nothing() {
        return new Said(Map.of(), List.of());
    }

    boolean knows(Edited edited) {
        return commits.contains(key(edited))
                || edited.made()
                        .equals(contents.get(edited.place().environment().toString()));
    }

    Said with(Edited edited) {
        var longer = new ArrayList<>(commits);
        longer.add(key(edited));
        var newest = longer.subList(Math.max(0, longer.size() - COMMITS_MAX), longer.size());
        return new Said(contents, List.copyOf(newest))
                .with(Map.of(edited.place().environment().toString(), edited.content()));
    }

    Said with(Map<String, String> written) {
        var newer = new HashMap<>(contents);
        newer.putAll(written);
        return new Said(newer, commits);
    }

    private static String key(Edited edited) {
        return edited.place().environment() + "@" + edited.source().id();
    }
}

package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.configupdater.core.Proposals.Merged;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of proposals, as far as a reader of people's commits must know it.
 *
 * @param merges commits of people that merged one and brought nothing else, each with its environment
 * @param ended releases that ended before they were merged: one that is merged all the same is people's doing
 * @param told what was told of those that were merged: a replay is told the same, also where a squash has left no trailer
 */
record Settled(List<String> merges, List<String> ended, List<Told> told) {
    private static final int REMEMBERED = 200;
    static final Settled NOTHING = new Settled(List.of(), List.of(), List.of());

    Settled {
        merges = List.copyOf(merges);
        ended = List.copyOf(ended);
        told = List.copyOf(told);
    }

    record Told(UUID release, CommitId commit, String content) {}

    Settled merged(Release release, Merged found) {
        var keys = found.merges().stream()
                .sorted(Comparator.comparing(CommitId::value))
                .map(commit -> key(release.environment(), commit));
        var said = new Told(release.id(), found.commit(), found.content());
        var others =
                ended.stream().filter(id -> !id.equals(release.id().toString())).toList();
        return new Settled(newest(merges, keys), others, newest(told, Stream.of(said)));
    }

    Settled ended(Release release) {
        return new Settled(merges, newest(ended, Stream.of(release.id().toString())), told);
    }

    Optional<Told> toldOf(Release release) {
        return told.reversed().stream()
                .filter(each -> each.release().equals(release.id()))
                .findFirst();
    }

    Set<CommitId> mergesOf(Place place) {
        var prefix = place.environment() + "@";
        return merges.stream()
                .filter(merge -> merge.startsWith(prefix))
                .map(merge -> new CommitId(merge.substring(prefix.length())))
                .collect(Collectors.toSet());
    }

    private static String key(EnvironmentRef environment, CommitId commit) {
        return environment + "@" + commit;
    }

    private static <T> List<T> newest(List<T> known, Stream<T> more) {
        var longer = new ArrayList<>(known);
        more.filter(each -> !known.contains(each)).forEach(longer::add);
        return longer.subList(Math.max(0, longer.size() - REMEMBERED), longer.size());
    }
}

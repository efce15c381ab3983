package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigRepository.Edited;
import dev.slipway.configupdater.core.ConfigRepository.Unread;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Release;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was last said of a config branch.
 *
 * @param contents by place, what it held after our last commit or the last release by people
 * @param commits people's commits that were told, each with its environment
 * @param read by place, how far people's commits have been read; what an older version kept has none
 * @param settled what became of proposals; what an older version kept has none
 * @param followed by folder, what it held in the branch that it is made from when that was last merged; what an older version kept has none
 */
record Said(
        Map<String, String> contents,
        List<String> commits,
        Map<String, Read> read,
        Settled settled,
        Map<String, String> followed) {
    private static final int COMMITS_MAX = 200;
    /** Of each project. */
    private static final int GONE_MAX = 20;

    Said {
        contents = Map.copyOf(contents);
        commits = List.copyOf(commits);
        read = Map.copyOf(Objects.requireNonNullElse(read, Map.of()));
        settled = Objects.requireNonNullElse(settled, Settled.NOTHING);
        followed = Map.copyOf(Objects.requireNonNullElse(followed, Map.of()));
    }

    /** What is merged of it from now on is a change of people. */
    Said ended(Release release) {
        return settled(settled.ended(release));
    }

    Said settled(Settled now) {
        return new Said(contents, commits, read, now, followed);
    }

    /**
     * @param head all up to here has been read; none where nothing of a new branch has been
     * @param push the newest push that was read; none where no reading has succeeded yet
     * @param first the oldest push that was heard of until then
     */
    record Read(
            @Nullable CommitId head,
            @Nullable Ordinal push,
            @Nullable Ordinal first) {

        boolean isUnreadAfter(Ordinal earlier) {
            return push == null && first != null && first.isAfter(earlier);
        }

        /** Whether nothing later than that push is known of. */
        boolean isOf(Ordinal newest) {
            return Stream.of(Optional.ofNullable(push), Optional.ofNullable(first))
                    .flatMap(Optional::stream)
                    .noneMatch(known -> known.isAfter(newest));
        }

        /** The newest push that is known of. */
        long newest() {
            return Stream.of(Optional.ofNullable(push), Optional.ofNullable(first))
                    .flatMap(Optional::stream)
                    .mapToLong(Ordinal::value)
                    .max()
                    .orElse(0);
        }

        boolean covers(Ordinal other) {
            return push != null && !other.isAfter(push);
        }
    }

    static Said nothing() {
        return new Said(Map.of(), List.of(), Map.of(), Settled.NOTHING, Map.of());
    }

    boolean knows(Edited edited) {
        var told = contents.get(edited.place().key());
        var isToldOf = commits.contains(key(edited)) && edited.content().equals(told);
        return isToldOf || edited.made().equals(told);
    }

    Said with(Edited edited) {
        var longer = new ArrayList<>(commits);
        longer.add(key(edited));
        var newest = longer.subList(Math.max(0, longer.size() - COMMITS_MAX), longer.size());
        return new Said(contents, newest, read, settled, followed).told(edited.place(), edited.content());
    }

    /** By folder, what was last merged of those that the work is about. */
    Map<String, String> followed(Followed work) {
        var known = new HashMap<String, String>();
        for (var place : work.places()) {
            var folder = followed.get(key(work, place.path()));
            if (folder != null) {
                known.put(place.path(), folder);
            }
        }
        return known;
    }

    private Said told(Place place, String content) {
        var newer = new HashMap<>(contents);
        newer.put(place.key(), content);
        return new Said(newer, commits, read, settled, followed);
    }

    Said following(Followed work, Map<String, String> folders) {
        var newer = new HashMap<>(followed);
        folders.forEach((path, content) -> newer.put(key(work, path), content));
        return new Said(contents, commits, read, settled, newer);
    }

    private static String key(Followed work, String path) {
        return work.from() + ":" + path;
    }

    /** Environments may share a folder: what is written for one is no news of the others. */
    Said with(Map<Place, String> written) {
        var newer = new HashMap<>(contents);
        written.forEach((place, content) -> {
            newer.replaceAll((key, before) -> place.isIn(key) ? content : before);
            newer.put(place.key(), content);
        });
        return new Said(newer, commits, read, settled, followed);
    }

    /** Until a place is read for the first time, all is unread since the oldest push: it may be heard of after a later one. */
    Said heardOf(ConfigPush push) {
        var newer = new HashMap<>(read);
        for (var place : push.places()) {
            var known = newer.get(place.key());
            if (known == null || known.isUnreadAfter(push.ordinal())) {
                newer.put(place.key(), new Read(push.before(), null, push.ordinal()));
            }
        }
        return new Said(contents, commits, newer, settled, followed);
    }

    /** The places of a push that was heard of, but those that were read since: a push may be heard of again. */
    List<Unread> unread(ConfigPush push) {
        var unread = new ArrayList<Unread>();
        for (var place : push.places()) {
            var last = read.get(place.key());
            if (last != null && !last.covers(push.ordinal())) {
                var content = last.push() == null || place.isProposed() ? null : contents.get(place.key());
                unread.add(
                        new Unread(place, last.head(), content, settled.mergesOf(place), Set.copyOf(settled.ended())));
            }
        }
        return unread;
    }

    /** What the project has no more may come back, with a push to it that could not be read before: the oldest are forgotten. */
    Said readTo(CommitId head, ConfigPush push, List<Unread> places) {
        var newer = new HashMap<>(read);
        places.forEach(each -> newer.put(each.place().key(), new Read(head, push.ordinal(), null)));
        var declared = push.places().stream().map(Place::key).collect(Collectors.toSet());
        var gone = newer.entrySet().stream()
                .filter(each -> each.getKey().startsWith(push.project() + "/")
                        && !declared.contains(each.getKey())
                        && each.getValue().isOf(push.ordinal()))
                .sorted(Comparator.comparingLong(each -> -each.getValue().newest()))
                .skip(GONE_MAX)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        newer.keySet().removeAll(gone);
        var told = new HashMap<>(contents);
        told.keySet().removeAll(gone);
        return new Said(told, commits, newer, settled, followed);
    }

    private static String key(Edited edited) {
        return edited.place().environment() + "@" + edited.source().id();
    }
}

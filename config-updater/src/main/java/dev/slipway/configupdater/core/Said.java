package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigRepository.Edited;
import dev.slipway.configupdater.core.ConfigRepository.Unread;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Release;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was last said of a config branch.
 *
 * @param contents by environment, what its place held after our last commit or the last release by people
 * @param commits people's commits that were told, each with its environment
 * @param read by place, how far people's commits have been read; what an older version kept has none
 * @param settled what became of proposals; what an older version kept has none
 */
record Said(Map<String, String> contents, List<String> commits, Map<String, Read> read, Settled settled) {
    private static final int COMMITS_MAX = 200;

    Said {
        contents = Map.copyOf(contents);
        commits = List.copyOf(commits);
        read = Map.copyOf(Objects.requireNonNullElse(read, Map.of()));
        settled = Objects.requireNonNullElse(settled, Settled.NOTHING);
    }

    /** What is merged of it from now on is a change of people. */
    Said ended(Release release) {
        return settled(settled.ended(release));
    }

    Said settled(Settled now) {
        return new Said(contents, commits, read, now);
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

        boolean covers(Ordinal other) {
            return push != null && !other.isAfter(push);
        }
    }

    static Said nothing() {
        return new Said(Map.of(), List.of(), Map.of(), Settled.NOTHING);
    }

    boolean knows(Edited edited) {
        return (commits.contains(key(edited)) && !edited.isSetBack())
                || edited.made()
                        .equals(contents.get(edited.place().environment().toString()));
    }

    Said with(Edited edited) {
        var longer = new ArrayList<>(commits);
        longer.add(key(edited));
        var newest = longer.subList(Math.max(0, longer.size() - COMMITS_MAX), longer.size());
        return new Said(contents, newest, read, settled)
                .with(Map.of(edited.place().environment().toString(), edited.content()));
    }

    Said with(Map<String, String> written) {
        var newer = new HashMap<>(contents);
        newer.putAll(written);
        return new Said(newer, commits, read, settled);
    }

    /** Until a place is read for the first time, all is unread since the oldest push: it may be heard of after a later one. */
    Said heardOf(ConfigPush push) {
        var newer = new HashMap<>(read);
        for (var place : push.places()) {
            var known = newer.get(key(place));
            if (known == null || known.isUnreadAfter(push.ordinal())) {
                newer.put(key(place), new Read(push.before(), null, push.ordinal()));
            }
        }
        return new Said(contents, commits, newer, settled);
    }

    /** The places of a push that was heard of, but those that were read since: a push may be heard of again. */
    List<Unread> unread(ConfigPush push) {
        var unread = new ArrayList<Unread>();
        for (var place : push.places()) {
            var last = read.get(key(place));
            if (last != null && !last.covers(push.ordinal())) {
                unread.add(new Unread(place, last.head(), settled.mergesOf(place), Set.copyOf(settled.ended())));
            }
        }
        return unread;
    }

    Said readTo(CommitId head, ConfigPush push, List<Unread> places) {
        var newer = new HashMap<>(read);
        places.forEach(each -> newer.put(key(each.place()), new Read(head, push.ordinal(), null)));
        return new Said(contents, commits, newer, settled);
    }

    private static String key(Edited edited) {
        return edited.place().environment() + "@" + edited.source().id();
    }

    private static String key(Place place) {
        return place.environment() + ":" + place.path();
    }
}

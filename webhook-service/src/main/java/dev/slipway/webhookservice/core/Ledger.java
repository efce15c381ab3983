package dev.slipway.webhookservice.core;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a repository's branches were when we last looked. The counter is the repository's and never restarts, so a deleted branch that
 * comes back counts on, though nothing is kept of it.
 *
 * @param told by project, the branches (globs) that its environments followed: what is new among them is told as it stands
 */
public record Ledger(long changes, Map<String, Entry> branches, Map<String, Set<String>> told) {

    public Ledger {
        branches = Map.copyOf(branches);
        told = Map.copyOf(told);
    }

    static Ledger empty() {
        return new Ledger(0, Map.of(), Map.of());
    }

    public record Entry(CommitId head, Ordinal ordinal) {}

    record Change(
            String branch,
            @Nullable CommitId before,
            @Nullable CommitId after,
            Ordinal ordinal) {}

    record Compared(Ledger after, List<Change> changes) {}

    Compared compare(Map<String, CommitId> heads) {
        var counted = changes;
        var entries = new TreeMap<>(branches);
        var found = new ArrayList<Change>();
        var names = new TreeSet<>(branches.keySet());
        names.addAll(heads.keySet());
        for (var branch : names) {
            var known = branches.get(branch);
            var before = known == null ? null : known.head();
            var after = heads.get(branch);
            if (Objects.equals(before, after)) {
                continue;
            }
            var ordinal = new Ordinal(++counted);
            if (after == null) {
                entries.remove(branch);
            } else {
                entries.put(branch, new Entry(after, ordinal));
            }
            found.add(new Change(branch, before, after, ordinal));
        }
        return new Compared(new Ledger(counted, entries, told), found);
    }

    Ledger told(Map<String, Set<String>> now) {
        return new Ledger(changes, branches, now);
    }
}

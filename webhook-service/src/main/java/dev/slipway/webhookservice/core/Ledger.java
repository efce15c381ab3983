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
 * What a repository's branches were when we last looked. The counter never restarts; a deleted branch stays, without a head, so that
 * it counts on where it comes back.
 *
 * @param told the projects that know the repository: a project that is new to it is told what it follows
 */
public record Ledger(long changes, Map<String, Entry> branches, Set<String> told) {

    public Ledger {
        branches = Map.copyOf(branches);
        told = Set.copyOf(told);
    }

    static Ledger empty() {
        return new Ledger(0, Map.of(), Set.of());
    }

    /** @param head null once the branch is gone */
    public record Entry(@Nullable CommitId head, Ordinal ordinal) {}

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
            entries.put(branch, new Entry(after, ordinal));
            found.add(new Change(branch, before, after, ordinal));
        }
        return new Compared(new Ledger(counted, entries, told), found);
    }

    Ledger told(Set<String> projects) {
        return new Ledger(changes, branches, projects);
    }
}

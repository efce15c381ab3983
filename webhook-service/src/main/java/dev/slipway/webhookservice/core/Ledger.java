package dev.slipway.webhookservice.core;

import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a repository was when we last looked. The counter is the repository's and never restarts, so a deleted branch that comes back
 * counts on, though nothing is kept of it.
 *
 * @param refs by their full names
 * @param told by project, what it followed, branches (globs) and tags: what is new among them is told as it stands
 * @param requests the merge requests that were heard of last
 * @param pipelines those that ended last
 */
public record Ledger(
        long changes,
        Map<String, Entry> refs,
        Map<String, Set<String>> told,
        Map<Long, MergeRequest> requests,
        Map<Long, Pipeline> pipelines) {
    private static final int HEARD_MAX = 200;

    public Ledger {
        refs = Map.copyOf(refs);
        told = Map.copyOf(told);
        requests = Map.copyOf(requests);
        pipelines = Map.copyOf(pipelines);
    }

    static Ledger empty() {
        return new Ledger(0, Map.of(), Map.of(), Map.of(), Map.of());
    }

    public record Entry(CommitId head, Ordinal ordinal) {}

    /** Something that is not as the ledger has it. */
    sealed interface Change {
        Ordinal ordinal();
    }

    /** @param renamedTo a branch that appeared with the head of this one, which is gone */
    record RefChange(
            String ref,
            @Nullable CommitId before,
            @Nullable CommitId after,
            Ordinal ordinal,
            @Nullable String renamedTo)
            implements Change {}

    record RequestChange(MergeRequest request, Ordinal ordinal) implements Change {}

    record PipelineChange(Pipeline pipeline, Ordinal ordinal) implements Change {}

    record Compared(Ledger after, List<Change> changes) {}

    /** @param hints in the order in which they came */
    Compared compare(Map<String, CommitId> heads, List<Told> hints) {
        var comparison = new Comparison();
        comparison.refs(heads);
        hints.forEach(comparison::hear);
        return comparison.result();
    }

    Ledger told(Map<String, Set<String>> now) {
        return new Ledger(changes, refs, now, requests, pipelines);
    }

    private final class Comparison {
        private final Map<String, Entry> entries = new TreeMap<>(refs);
        private final NavigableMap<Long, MergeRequest> asked = new TreeMap<>(requests);
        private final NavigableMap<Long, Pipeline> ended = new TreeMap<>(pipelines);
        private final List<Change> found = new ArrayList<>();
        private long counted = changes;

        private void refs(Map<String, CommitId> heads) {
            var names = new TreeSet<>(refs.keySet());
            names.addAll(heads.keySet());
            for (var ref : names) {
                var known = refs.get(ref);
                var before = known == null ? null : known.head();
                var after = heads.get(ref);
                if (Objects.equals(before, after)) {
                    continue;
                }
                var ordinal = next();
                if (after == null) {
                    entries.remove(ref);
                } else {
                    entries.put(ref, new Entry(after, ordinal));
                }
                var renamedTo = before != null && after == null ? newNameOf(ref, before, heads) : null;
                found.add(new RefChange(ref, before, after, ordinal, renamedTo));
            }
        }

        private @Nullable String newNameOf(String gone, CommitId head, Map<String, CommitId> heads) {
            var branches = Refs.branch(gone) == null
                    ? List.<String>of()
                    : heads.entrySet().stream()
                            .filter(e -> e.getValue().equals(head) && !refs.containsKey(e.getKey()))
                            .map(e -> Refs.branch(e.getKey()))
                            .filter(Objects::nonNull)
                            .toList();
            return branches.size() == 1 ? branches.getFirst() : null;
        }

        private void hear(Told told) {
            var request = told.request();
            if (request != null
                    && isNews(request, asked.get(request.number()), requests.values(), Comparison::updated)) {
                asked.put(request.number(), request);
                found.add(new RequestChange(request, next()));
            }
            var pipeline = told.pipeline();
            if (pipeline != null
                    && isNews(pipeline, ended.get(pipeline.number()), pipelines.values(), Comparison::finished)) {
                ended.put(pipeline.number(), pipeline);
                found.add(new PipelineChange(pipeline, next()));
            }
        }

        /** A hook may come again at any time: what is older than what is known, or than all that is remembered, was told before. */
        private static <T> boolean isNews(
                T told, @Nullable T known, Collection<T> remembered, Function<T, Instant> at) {
            var when = at.apply(told);
            if (known == null) {
                return when.equals(Instant.MIN)
                        || remembered.size() < HEARD_MAX
                        || when.isAfter(at.apply(longestAgo(remembered, at)));
            }
            return !told.equals(known) && (when.equals(Instant.MIN) || !when.isBefore(at.apply(known)));
        }

        private Ordinal next() {
            return new Ordinal(++counted);
        }

        private Compared result() {
            while (asked.size() > HEARD_MAX) {
                asked.remove(longestAgo(asked.values(), Comparison::updated).number());
            }
            while (ended.size() > HEARD_MAX) {
                ended.remove(longestAgo(ended.values(), Comparison::finished).number());
            }
            return new Compared(new Ledger(counted, entries, told, asked, ended), List.copyOf(found));
        }

        private static Instant updated(MergeRequest request) {
            return Objects.requireNonNullElse(request.updated(), Instant.MIN);
        }

        private static Instant finished(Pipeline pipeline) {
            return Objects.requireNonNullElse(pipeline.finished(), Instant.MIN);
        }

        /** Not the lowest number: an old request may be the one that is talked about. */
        private static <T> T longestAgo(Collection<T> heard, Function<T, Instant> at) {
            return Collections.min(heard, Comparator.comparing(at));
        }
    }

    /** The refs with their heads, by name. */
    List<RefChange> asTheyStand() {
        return refs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new RefChange(
                        entry.getKey(),
                        null,
                        entry.getValue().head(),
                        entry.getValue().ordinal(),
                        null))
                .toList();
    }
}

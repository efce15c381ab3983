package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * A copy of a remote repository that heals itself: lost or damaged, it is fetched again. May be used by many threads; fetches
 * and pushes follow one another, reading goes on beside them. A commit that is not here is looked for at the remote.
 * Refs are names of branches or full names ({@code refs/tags/…}).
 */
public final class Mirror {
    private final GitRemote remote;
    private final GitLimits limits;
    private final QuickPush quick;
    private final MirrorFolder folder;
    private final CommitLookup lookup;
    private final Packing packing;
    private final Map<IndexKey, TrailerIndex> trailers = new ConcurrentHashMap<>();

    private record IndexKey(String ref, String trailer) {}

    Mirror(GitRemote remote, GitLimits limits, QuickPush quick, MirrorFolder folder) {
        this.remote = remote;
        this.limits = limits;
        this.quick = quick;
        this.folder = folder;
        packing = new Packing(limits.packsMax());
        this.lookup = new CommitLookup(remote, new Fetching(new RemoteCall(remote, limits)), folder.talking());
    }

    public GitRemote remote() {
        return remote;
    }

    /** Fetches these refs with their whole history, or all branches and tags when none is named. */
    public void fetch(String... refs) throws IOException, GitRefused {
        var named = List.of(refs).stream().map(BranchPush::refOf).toList();
        folder.use(mirror -> {
            lookup.fetch(mirror, named);
            return mirror;
        });
    }

    /** Where a ref stood when it was last fetched or pushed; fetched now if that never happened in this process. */
    public Optional<CommitId> resolve(String ref) throws IOException, GitRefused {
        return folder.use(mirror -> lookup.tip(mirror, BranchPush.refOf(ref)).map(id -> new CommitId(id.name())));
    }

    /** The repository at a commit. Asks nothing yet. */
    public Snapshot at(CommitId commit) {
        return new Snapshot(folder, lookup, limits, commit);
    }

    /** The newest commit in a branch's whole history (as resolved) that carries this trailer. */
    public Optional<CommitId> find(String ref, Trailer trailer) throws IOException, GitRefused {
        return Optional.ofNullable(
                find(ref, trailer.key(), List.of(trailer.value())).get(trailer.value()));
    }

    /** As {@link #find(String, Trailer)}, by the values that a commit carries. */
    public Map<String, CommitId> find(String ref, String key, Collection<String> values)
            throws IOException, GitRefused {
        var name = BranchPush.refOf(ref);
        var index = trailers.computeIfAbsent(new IndexKey(name, key), it -> new TrailerIndex(it.trailer()));
        return folder.use(mirror -> {
            var found = new HashMap<String, CommitId>();
            var tip = lookup.tip(mirror, name);
            if (tip.isPresent()) {
                for (var value : values) {
                    index.find(mirror.repository(), tip.get(), value).ifPresent(commit -> found.put(value, commit));
                }
            }
            return found;
        });
    }

    /** The commits that {@code until} has and {@code since} has not, newest first, at most so many. */
    public List<CommitInfo> log(CommitId until, Optional<CommitId> since, int max) throws IOException, GitRefused {
        return folder.use(mirror -> {
            var commits = new ArrayList<CommitInfo>();
            try (var walk = new RevWalk(mirror.repository())) {
                walk.markStart(walk.parseCommit(lookup.existing(mirror, until)));
                if (since.isPresent()) {
                    walk.markUninteresting(walk.parseCommit(lookup.existing(mirror, since.get())));
                }
                for (var next = walk.next(); next != null && commits.size() < max; next = walk.next()) {
                    commits.add(CommitInfo.of(next));
                }
            }
            return commits;
        });
    }

    /** Whether everything of {@code older} is in {@code newer}: false after a forced push. */
    public boolean contains(CommitId newer, CommitId older) throws IOException, GitRefused {
        return folder.use(mirror -> {
            try (var walk = new RevWalk(mirror.repository())) {
                return walk.isMergedInto(
                        walk.parseCommit(lookup.existing(mirror, older)),
                        walk.parseCommit(lookup.existing(mirror, newer)));
            }
        });
    }

    /** The newest commit that both have; none where their histories are not related. */
    public Optional<CommitId> mergeBase(CommitId one, CommitId other) throws IOException, GitRefused {
        return folder.use(mirror -> {
            try (var walk = new RevWalk(mirror.repository())) {
                walk.setRevFilter(RevFilter.MERGE_BASE);
                walk.markStart(walk.parseCommit(lookup.existing(mirror, one)));
                walk.markStart(walk.parseCommit(lookup.existing(mirror, other)));
                return Optional.ofNullable(walk.next()).map(base -> new CommitId(base.name()));
            }
        });
    }

    /** The files that differ between two commits. */
    public List<String> changedPaths(CommitId before, CommitId after) throws IOException, GitRefused {
        return folder.use(mirror -> {
            var paths = new ArrayList<String>();
            try (var walk = new RevWalk(mirror.repository());
                    var trees = new TreeWalk(walk.getObjectReader())) {
                trees.addTree(walk.parseCommit(lookup.existing(mirror, before)).getTree());
                trees.addTree(walk.parseCommit(lookup.existing(mirror, after)).getTree());
                trees.setRecursive(true);
                trees.setFilter(TreeFilter.ANY_DIFF);
                while (trees.next()) {
                    paths.add(trees.getPathString());
                }
            }
            return paths;
        });
    }

    /**
     * Applies the drafts in their order, each to what the one before left, and pushes their commits at once. The remote
     * takes them only if the branch still is where {@code base} says. After {@link GitUnreachable} it is unknown whether it
     * did: fetch and look for a trailer. Drafts may be applied twice.
     *
     * @throws GitRefused if the remote will never take it, or a draft threw it
     */
    public PushOutcome push(String branch, Base base, List<CommitDraft> drafts) throws IOException, GitRefused {
        return pushing((push, mirror) -> {
            var name = BranchPush.refOf(branch);
            var outcome = push.push(name, base, drafts);
            if (base instanceof Base.Tip(var from) && outcome instanceof PushOutcome.Pushed pushed) {
                remember(name, from, pushed, drafts);
            }
            packing.tidy(mirror.repository());
            return outcome;
        });
    }

    /** The commits that drafts would be upon a commit, made here and sent nowhere; empty where a draft changes nothing. */
    public List<Optional<CommitId>> drafted(CommitId upon, List<CommitDraft> drafts) throws IOException, GitRefused {
        return pushing((push, _) -> push.drafted(upon, drafts));
    }

    /** Deletes a branch, if it stands where it is said to. @return whether it is gone */
    public boolean delete(String branch, CommitId standsAt) throws IOException, GitRefused {
        return pushing((push, mirror) -> {
            var name = BranchPush.refOf(branch);
            var gone = push.delete(name, standsAt);
            if (gone) {
                lookup.forget(mirror, name);
            }
            return gone;
        });
    }

    private interface Pushing<T> {
        T with(BranchPush push, MirrorFolder.Opened mirror) throws IOException, GitRefused;
    }

    private <T> T pushing(Pushing<T> act) throws IOException, GitRefused {
        return folder.use(mirror -> {
            folder.talking().lock();
            try {
                WorkingTree.Finder finder = commit -> lookup.existing(mirror, commit);
                return act.with(new BranchPush(remote, limits, quick, mirror.repository(), finder), mirror);
            } finally {
                folder.talking().unlock();
            }
        });
    }

    private void remember(String ref, CommitId from, PushOutcome.Pushed pushed, List<CommitDraft> drafts) {
        var to = pushed.tip().orElse(from);
        trailers.forEach((key, index) -> {
            if (key.ref().equals(ref)) {
                index.wrote(
                        ObjectId.fromString(from.value()), ObjectId.fromString(to.value()), drafts, pushed.commits());
            }
        });
    }
}

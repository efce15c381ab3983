package dev.slipway.outside.git;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.transport.ReceiveCommand;

/** Merges a branch into another, with a merge commit or squashed. The commit of a squash has the request's title and no more. */
final class SimulatedMerge {
    private final Repository repository;
    private final SimulatedMergeRequest request;

    SimulatedMerge(Repository repository, SimulatedMergeRequest request) {
        this.repository = repository;
        this.request = request;
    }

    /** @return how the target moved; nothing where it can't be merged, or somebody was quicker */
    List<ReceiveCommand> by(String user, boolean squash) throws IOException {
        var source = repository.resolve(request.sourceRef());
        var before = repository.resolve(request.targetRef());
        if (source == null || before == null) {
            return List.of();
        }
        var merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
        if (!merger.merge(before, source)) {
            return List.of();
        }
        var commit = commit(user, before, source, merger.getResultTreeId(), squash);
        var update = repository.updateRef(request.targetRef());
        update.setExpectedOldObjectId(before);
        update.setNewObjectId(commit);
        var result = update.update();
        if (result != RefUpdate.Result.FAST_FORWARD) {
            return List.of();
        }
        var moved = new ReceiveCommand(before, commit, request.targetRef());
        moved.setResult(ReceiveCommand.Result.OK);
        return List.of(moved);
    }

    private ObjectId commit(String user, ObjectId before, ObjectId source, ObjectId tree, boolean squash)
            throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (squash) {
            commit.setParentId(before);
            commit.setMessage(request.title());
        } else {
            commit.setParentIds(before, source);
            commit.setMessage("Merge branch '" + request.sourceRef() + "'\n\nSee merge request !" + request.number());
        }
        var person = new PersonIdent(user, user + "@example.com", Instant.now(), ZoneOffset.UTC);
        commit.setAuthor(person);
        commit.setCommitter(person);
        try (var inserter = repository.newObjectInserter()) {
            var made = inserter.insert(commit);
            inserter.flush();
            return made;
        }
    }
}

package dev.slipway.outside.git;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** The commits of a push as GitLab lists them: the newest twenty, the oldest first, and the count of all. */
final class GitLabCommits {
    private static final int COMMITS_MAX = 20;
    private static final int COUNTED_MAX = 100;

    private GitLabCommits() {}

    static void list(ObjectNode payload, Repository repository, ReceiveCommand command, String web) throws IOException {
        var listed = payload.putArray("commits");
        var total = 0;
        if (!GitLabPayload.ofTag(command) && !command.getNewId().equals(ObjectId.zeroId())) {
            try (var walk = new RevWalk(repository);
                    var differ = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
                differ.setRepository(repository);
                walk.sort(RevSort.TOPO);
                walk.markStart(walk.parseCommit(command.getNewId()));
                var known = known(repository, command);
                if (!known.equals(ObjectId.zeroId())) {
                    walk.markUninteresting(walk.parseCommit(known));
                }
                var newest = new ArrayList<RevCommit>();
                for (var commit = walk.next(); commit != null && total < COUNTED_MAX; commit = walk.next()) {
                    total++;
                    if (newest.size() < COMMITS_MAX) {
                        newest.add(commit);
                    }
                }
                for (var commit : newest.reversed()) {
                    describe(listed.addObject(), commit, walk, differ, web);
                }
            }
        }
        payload.put("total_commits_count", total);
    }

    /** A new branch brings what the default branch does not have. */
    private static ObjectId known(Repository repository, ReceiveCommand command) throws IOException {
        if (!command.getOldId().equals(ObjectId.zeroId())) {
            return command.getOldId();
        }
        var head = repository.exactRef(Constants.HEAD);
        var main = head == null ? null : head.getTarget();
        return main == null || main.getObjectId() == null || main.getName().equals(command.getRefName())
                ? ObjectId.zeroId()
                : main.getObjectId();
    }

    private static void describe(ObjectNode into, RevCommit commit, RevWalk walk, DiffFormatter differ, String web)
            throws IOException {
        var committer = commit.getCommitterIdent();
        into.put("id", commit.name());
        into.put("message", commit.getFullMessage()).put("title", commit.getShortMessage());
        into.put(
                "timestamp",
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        committer.getWhenAsInstant().atZone(committer.getZoneId())));
        into.put("url", web + "/-/commit/" + commit.name());
        into.putObject("author")
                .put("name", commit.getAuthorIdent().getName())
                .put("email", commit.getAuthorIdent().getEmailAddress());
        var added = into.putArray("added");
        var modified = into.putArray("modified");
        var removed = into.putArray("removed");
        var parent = commit.getParentCount() == 0
                ? null
                : walk.parseCommit(commit.getParent(0)).getTree();
        for (var entry : differ.scan(parent, commit.getTree())) {
            list(entry, added, modified, removed);
        }
    }

    private static void list(DiffEntry entry, ArrayNode added, ArrayNode modified, ArrayNode removed) {
        switch (entry.getChangeType()) {
            case ADD, COPY -> added.add(entry.getNewPath());
            case DELETE -> removed.add(entry.getOldPath());
            case MODIFY -> modified.add(entry.getNewPath());
            case RENAME -> {
                removed.add(entry.getOldPath());
                added.add(entry.getNewPath());
            }
        }
    }
}

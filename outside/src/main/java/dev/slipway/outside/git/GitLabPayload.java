package dev.slipway.outside.git;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** What GitLab says of a push. */
final class GitLabPayload {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COMMITS_MAX = 20;
    private static final int COUNTED_MAX = 100;

    private GitLabPayload() {}

    static byte[] of(
            String instance,
            String path,
            Repository repository,
            String user,
            ReceiveCommand command,
            List<String> options)
            throws IOException {
        var tag = command.getRefName().startsWith("refs/tags/");
        var deleted = command.getNewId().equals(ObjectId.zeroId());
        var payload = JSON.createObjectNode();
        payload.put("object_kind", tag ? "tag_push" : "push");
        payload.put("event_name", tag ? "tag_push" : "push");
        payload.put("before", command.getOldId().name());
        payload.put("after", command.getNewId().name());
        payload.put("ref", command.getRefName());
        payload.put("ref_protected", false);
        payload.put("checkout_sha", deleted ? null : commitOf(repository, command.getNewId()));
        payload.putNull("message");
        payload.put("user_id", 1)
                .put("user_name", user)
                .put("user_username", user)
                .put("user_email", "");
        payload.put("project_id", 1);
        project(payload.putObject("project"), instance, path);
        commits(payload, repository, command, deleted, instance + "/" + path);
        var pushOptions = payload.putObject("push_options");
        if (options.contains("ci.skip")) {
            pushOptions.putObject("ci").put("skip", true);
        }
        return JSON.writeValueAsBytes(payload);
    }

    private static void project(ObjectNode project, String instance, String path) {
        project.put("id", 1);
        project.put("name", path.substring(path.lastIndexOf('/') + 1));
        project.put("path_with_namespace", path);
        project.put("namespace", path.substring(0, Math.max(0, path.lastIndexOf('/'))));
        project.put("default_branch", "master");
        project.put("visibility_level", 0);
        project.put("web_url", instance + "/" + path);
        project.put("git_http_url", instance + "/" + path + ".git");
    }

    private static void commits(
            ObjectNode payload, Repository repository, ReceiveCommand command, boolean deleted, String web)
            throws IOException {
        var listed = payload.putArray("commits");
        var total = 0;
        if (!deleted && command.getRefName().startsWith("refs/heads/")) {
            try (var walk = new RevWalk(repository);
                    var differ = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
                differ.setRepository(repository);
                walk.markStart(walk.parseCommit(command.getNewId()));
                if (!command.getOldId().equals(ObjectId.zeroId())) {
                    walk.markUninteresting(walk.parseCommit(command.getOldId()));
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

    private static void describe(ObjectNode into, RevCommit commit, RevWalk walk, DiffFormatter differ, String web)
            throws IOException {
        into.put("id", commit.name());
        into.put("message", commit.getFullMessage());
        into.put("title", commit.getShortMessage());
        into.put("timestamp", commit.getAuthorIdent().getWhenAsInstant().toString());
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

    private static String commitOf(Repository repository, ObjectId id) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.peel(walk.parseAny(id)).name();
        }
    }
}

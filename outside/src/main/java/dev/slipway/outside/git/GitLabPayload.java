package dev.slipway.outside.git;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;

/** What GitLab says of a push. */
final class GitLabPayload {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GitLabPayload() {}

    static boolean ofTag(ReceiveCommand command) {
        return command.getRefName().startsWith(Constants.R_TAGS);
    }

    static byte[] of(
            String instance,
            String path,
            Repository repository,
            String user,
            ReceiveCommand command,
            List<String> options)
            throws IOException {
        var event = ofTag(command) ? "tag_push" : "push";
        var payload = JSON.createObjectNode();
        payload.put("object_kind", event).put("event_name", event);
        payload.put("before", command.getOldId().name());
        payload.put("after", command.getNewId().name());
        payload.put("ref", command.getRefName()).put("ref_protected", false);
        payload.putNull("checkout_sha").putNull("message");
        if (!command.getNewId().equals(ObjectId.zeroId())) {
            target(payload, repository, command.getNewId());
        }
        payload.put("user_id", 1).put("user_name", user).put("user_username", user);
        payload.put("user_email", "").putNull("user_avatar");
        payload.put("project_id", 1);
        project(payload.putObject("project"), instance, path);
        GitLabCommits.list(payload, repository, command, instance + "/" + path);
        pushOptions(payload.putObject("push_options"), options);
        repository(payload.putObject("repository"), instance, path);
        return JSON.writeValueAsBytes(payload);
    }

    /** Of an annotated tag the commit is told, and its message. */
    private static void target(ObjectNode payload, Repository repository, ObjectId id) throws IOException {
        try (var walk = new RevWalk(repository)) {
            var object = walk.parseAny(id);
            payload.put("checkout_sha", walk.peel(object).name());
            if (object instanceof RevTag tag) {
                payload.put("message", tag.getFullMessage().strip());
            }
        }
    }

    private static void project(ObjectNode project, String instance, String path) {
        var url = instance + "/" + path;
        project.put("id", 1).put("name", nameOf(path)).put("description", "").putNull("avatar_url");
        project.put("path_with_namespace", path);
        project.put("namespace", path.substring(0, Math.max(0, path.lastIndexOf('/'))));
        project.put("default_branch", Constants.MASTER).put("visibility_level", 0);
        project.put("ci_config_path", "");
        project.put("web_url", url).put("homepage", url);
        project.put("git_http_url", url + ".git").put("http_url", url + ".git");
        project.put("git_ssh_url", "git@127.0.0.1:" + path + ".git").put("url", "git@127.0.0.1:" + path + ".git");
    }

    private static void repository(ObjectNode repository, String instance, String path) {
        repository.put("name", nameOf(path)).put("homepage", instance + "/" + path);
        repository.put("git_http_url", instance + "/" + path + ".git").put("visibility_level", 0);
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@code ci.skip} becomes {@code {"ci":{"skip":true}}}, {@code a.b=c} becomes {@code {"a":{"b":"c"}}}. */
    private static void pushOptions(ObjectNode into, List<String> options) {
        for (var option : options) {
            var parts = option.split("=", 2);
            var names = parts[0].split("\\.", 2);
            var group = names.length == 2 ? into.withObjectProperty(names[0]) : into;
            if (parts.length == 2) {
                group.put(names[names.length - 1], parts[1]);
            } else {
                group.put(names[names.length - 1], true);
            }
        }
    }
}

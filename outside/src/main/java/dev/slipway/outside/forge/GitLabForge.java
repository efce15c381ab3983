package dev.slipway.outside.forge;

import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A GitLab that knows its projects by their paths, and has nothing in them but one commit. */
public final class GitLabForge implements AutoCloseable {
    private static final String TEST_PUSH = """
            {"object_kind":"push","event_name":"push","before":"%1$s","after":"%2$s","ref":"refs/heads/master","ref_protected":true,
             "checkout_sha":"%2$s","message":null,"user_id":1,"user_name":"Root","user_username":"root","user_email":"","project_id":1,
             "project":{"id":1,"path_with_namespace":"%3$s","default_branch":"master","git_http_url":"%4$s/%3$s.git"},
             "commits":[],"total_commits_count":0,"push_options":{}}""";
    private final GitLabHookApi api;
    private final Site site;

    public GitLabForge(Tokens tokens, Set<String> paths) throws IOException {
        api = new GitLabHookApi(tokens, new GitLabHookApi.Projects() {
            @Override
            public boolean exists(String path) {
                return paths.contains(path);
            }

            @Override
            public String instance() {
                return url();
            }

            @Override
            public byte[] testPush(String path) {
                return TEST_PUSH
                        .formatted("1".repeat(40), "2".repeat(40), path, url())
                        .getBytes(StandardCharsets.UTF_8);
            }
        });
        site = Site.open("gitlab", 0, api::serve);
    }

    public String url() {
        return site.url();
    }

    public GitLabHookApi api() {
        return api;
    }

    @Override
    public void close() {
        site.close();
        api.close();
    }
}

package dev.slipway.outside.git;

import dev.slipway.outside.forge.GitLabHookApi;
import dev.slipway.outside.forge.Tokens;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/**
 * Bare repositories in a folder, served over smart HTTP to people with a password, with webhooks and merge requests in GitLab's shape. They
 * are kept by GitLab's API, where a password passes for a token.
 */
public final class GitServer implements AutoCloseable {
    private static final String API = "/api/";
    private final Repositories repositories;
    private final GitLabHookApi api;
    private final GitLabHooks hooks;
    private final Site site;

    private GitServer(Repositories repositories, GitLabHookApi api, GitLabHooks hooks, Site site) {
        this.repositories = repositories;
        this.api = api;
        this.hooks = hooks;
        this.site = site;
    }

    /** A port of 0 means: any that is free. Reading takes a password as well. */
    public static GitServer start(Path folder, int port, Map<String, String> passwords) throws IOException {
        return start(folder, port, passwords, false);
    }

    /** @param anonymousRead whether cloning and fetching go without a password */
    public static GitServer start(Path folder, int port, Map<String, String> passwords, boolean anonymousRead)
            throws IOException {
        var repositories = new Repositories(folder);
        var projects = new GitLabProjects(repositories);
        var api = new GitLabHookApi(
                token -> passwords.containsValue(token) ? Optional.of(Tokens.Right.MANAGES_HOOKS) : Optional.empty(),
                projects);
        var hooks = new GitLabHooks(api::hooksOf);
        var requests = new SimulatedMergeRequests(repositories, hooks);
        var git = new SmartHttp(repositories, hooks, passwords, anonymousRead);
        var site = Site.open("git", port, exchange -> {
            if (SimulatedMergeRequests.isFor(exchange)) {
                requests.serve(
                        exchange,
                        passwords.containsValue(Objects.requireNonNullElse(exchange.header("PRIVATE-TOKEN"), "")));
            } else if (exchange.path().startsWith(API)) {
                api.serve(exchange);
            } else {
                git.serve(exchange);
            }
        });
        hooks.sendAs(site.url());
        projects.sendAs(site.url());
        requests.sendAs(site.url());
        return new GitServer(repositories, api, hooks, site);
    }

    public int port() {
        return site.port();
    }

    public String url() {
        return site.url();
    }

    /** Where a repository is cloned from; its path goes without {@code .git}. */
    public String urlOf(String path) {
        return url() + "/" + path + ".git";
    }

    /** Opens the repository, and makes it where there is none; its default branch is master. It is closed with the server. */
    public Repository repository(String path) throws IOException {
        return repositories.openOrMake(path);
    }

    /** Replaces the repository's webhook. */
    public void hook(String path, String url, String token) {
        api.set(path, url, token);
    }

    /** Loses all hooks from now on, or no longer. */
    public void loseHooks(boolean lost) {
        hooks.lose(lost);
    }

    @Override
    public void close() {
        site.close();
        hooks.close();
        api.close();
        repositories.close();
    }
}

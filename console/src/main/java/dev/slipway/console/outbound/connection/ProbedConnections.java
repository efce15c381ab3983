package dev.slipway.console.outbound.connection;

import dev.slipway.console.core.connection.Connection;
import dev.slipway.console.core.connection.Connections;
import dev.slipway.console.core.connection.NeededBranches;
import dev.slipway.console.core.connection.Step;
import dev.slipway.console.core.connection.Step.Name;
import dev.slipway.console.outbound.config.GitConfigFolders;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitRefused;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;

/** Tries the real thing. */
public final class ProbedConnections implements Connections {
    private final Secrets secrets;
    private final GitConfigFolders folders;

    public ProbedConnections(Secrets secrets, GitConfigFolders folders) {
        this.secrets = secrets;
        this.folders = folders;
    }

    @Override
    public Connection check(Project project, Repository repository) {
        var attempt = new Attempt();
        try {
            check(attempt, Target.of(repository), new NeededBranches(project, repository));
        } catch (IllegalArgumentException e) {
            attempt.needed(Name.ADDRESS, () -> Step.failed(Name.ADDRESS, String.valueOf(e.getMessage())));
        }
        return Connection.of(project.project(), repository.name(), attempt.steps());
    }

    private void check(Attempt attempt, Target target, NeededBranches needed) {
        var repository = needed.repository();
        var access = access(attempt);
        attempt.needed(Name.ADDRESS, () -> Reach.address(target));
        attempt.needed(Name.CONNECT, () -> Reach.connect(target));
        if (target.isSsh()) {
            ssh(attempt, target, access, repository);
        } else {
            http(attempt, target, access, repository);
        }
        rights(attempt, new GitRights(access, repository), needed);
    }

    private static void ssh(Attempt attempt, Target target, GitAccess access, Repository repository) {
        attempt.needed(
                Name.TLS, () -> Step.skipped(Name.TLS, "the address is ssh: the host proves itself by its own key"));
        attempt.needed(Name.GIT, () -> SshBanner.read(target));
        attempt.needed(Name.CREDENTIALS, () -> key(access, repository));
    }

    private static void http(Attempt attempt, Target target, GitAccess access, Repository repository) {
        attempt.needed(Name.TLS, () -> Tls.handshake(target));
        try (var http = new GitHttp(target, repository.credentials() != null)) {
            attempt.needed(Name.GIT, http::speaks);
            attempt.needed(Name.CREDENTIALS, () -> credentials(http, access, repository));
        }
    }

    private void rights(Attempt attempt, GitRights rights, NeededBranches needed) {
        attempt.needed(Name.READ, rights::read);
        attempt.tried(
                Name.PUSH,
                needed.hasConfig()
                        ? rights::push
                        : () -> Step.skipped(Name.PUSH, "no environment keeps its config here, so nothing is pushed"));
        attempt.tried(Name.BRANCHES, () -> needed.followed(rights.branches()));
        attempt.tried(
                Name.CONFIG_BRANCH,
                () -> needed.config(rights.branches(), new TimelyFolders(folders, needed.repository())));
    }

    private GitAccess access(Attempt attempt) {
        return new GitAccess((name, key) -> {
            var found = secrets.find(name, key);
            if (!key.equals("username")) {
                found.ifPresent(attempt::conceal);
            }
            return found;
        });
    }

    private static Step key(GitAccess access, Repository repository) {
        try {
            access.remote(repository.url(), repository.credentials());
            return Step.ok(
                    Name.CREDENTIALS, "there are a key and known hosts in the secret " + repository.credentials());
        } catch (GitRefused e) {
            return Step.failed(Name.CREDENTIALS, e.seen() + ": " + e.nextStep());
        }
    }

    private static Step credentials(GitHttp http, GitAccess access, Repository repository)
            throws IOException, InterruptedException {
        var secret = repository.credentials();
        if (secret == null) {
            return Step.skipped(Name.CREDENTIALS, "the catalog names none, and the forge asks for none");
        }
        try {
            var credentials = access.remote(repository.url(), secret).credentials();
            return credentials == null
                    ? Step.skipped(Name.CREDENTIALS, "there are none")
                    : http.accepts(credentials, secret);
        } catch (GitRefused e) {
            return Step.failed(Name.CREDENTIALS, e.seen() + ": " + e.nextStep());
        }
    }
}

package dev.slipway.console.outbound.connection;

import dev.slipway.console.core.connection.Step;
import dev.slipway.console.core.connection.Step.Name;
import dev.slipway.events.catalog.Repository;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitLimits;
import dev.slipway.git.GitRefused;
import dev.slipway.git.GitRemote;
import dev.slipway.git.PushRight;
import dev.slipway.git.RemoteRefs;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/** What the forge lets us do with the repository, asked as the services will ask it. */
final class GitRights {
    private static final String BRANCH = "refs/heads/";
    private static final GitLimits LIMITS = GitLimits.defaults().quick();
    private final GitAccess access;
    private final Repository repository;
    private volatile Set<String> branches = Set.of();

    GitRights(GitAccess access, Repository repository) {
        this.access = access;
        this.repository = repository;
    }

    Step read() {
        try {
            var asked = RemoteRefs.ask(remote(), LIMITS);
            var refs = asked.refs().keySet();
            branches = refs.stream()
                    .filter(ref -> ref.startsWith(BRANCH))
                    .map(ref -> ref.substring(BRANCH.length()))
                    .collect(Collectors.toSet());
            return branches.isEmpty()
                    ? Step.failed(Name.READ, "the repository is empty: push a branch")
                    : Step.ok(
                            Name.READ,
                            branches.size() + " branches, " + (refs.size() - branches.size()) + " tags"
                                    + asked.movedTo()
                                            .map(there -> "; the repository has moved to " + there
                                                    + ": write its new url and path into the catalog")
                                            .orElse(""));
        } catch (GitRefused e) {
            return Step.failed(Name.READ, e.seen() + ": " + e.nextStep());
        } catch (IOException e) {
            return Step.failed(Name.READ, e.getMessage() + ": try again when the forge is well");
        }
    }

    Step push() {
        try {
            PushRight.ask(remote(), LIMITS);
            return Step.ok(Name.PUSH, "pushes are taken; whether a branch is protected shows with the first one");
        } catch (GitRefused e) {
            return Step.failed(Name.PUSH, e.seen() + ": " + e.nextStep());
        } catch (IOException e) {
            return Step.failed(Name.PUSH, e.getMessage() + ": try again when the forge is well");
        }
    }

    private GitRemote remote() throws GitRefused {
        return access.remote(repository.url(), repository.credentials());
    }

    /** Known once reading has gone well. */
    Set<String> branches() {
        return branches;
    }
}

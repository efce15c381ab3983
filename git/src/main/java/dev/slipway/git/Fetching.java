package dev.slipway.git;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/** Brings refs of a remote into a mirror, each under its own name. */
final class Fetching {
    private static final List<RefSpec> ALL =
            List.of(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"));

    private final RemoteCall remote;

    Fetching(RemoteCall remote) {
        this.remote = remote;
    }

    /** All branches and tags; what the remote no longer has is gone here too. */
    void all(Repository mirror) throws IOException, GitRefused {
        fetch(mirror, ALL);
    }

    /** Some refs. One that the remote does not have is gone here too. */
    void some(Repository mirror, Collection<String> refs) throws IOException, GitRefused {
        var wanted = new ArrayList<>(refs);
        while (!wanted.isEmpty()) {
            try {
                fetch(
                        mirror,
                        wanted.stream()
                                .map(ref -> new RefSpec("+" + ref + ":" + ref))
                                .toList());
                return;
            } catch (GitUnreachable e) {
                var absent = wanted.stream().filter(ref -> saysAbsent(e, ref)).toList();
                if (absent.isEmpty()) {
                    throw e;
                }
                for (var ref : absent) {
                    forget(mirror, ref);
                }
                wanted.removeAll(absent);
            }
        }
    }

    /** A single commit, for servers that give out what no ref names. */
    void commit(Repository mirror, String id) throws IOException, GitRefused {
        fetch(mirror, List.of(new RefSpec(id)));
    }

    private void fetch(Repository mirror, List<RefSpec> specs) throws IOException, GitRefused {
        remote.talk(mirror, (transport, deadline) -> {
            transport.setTagOpt(TagOpt.NO_TAGS);
            transport.setRemoveDeletedRefs(specs.equals(ALL));
            var result = transport.fetch(deadline, specs);
            checkThatRefsMoved(result);
            checkThatRefsLead(mirror, specs);
            return result;
        });
    }

    private static void checkThatRefsMoved(FetchResult result) throws MirrorDamaged {
        for (var update : result.getTrackingRefUpdates()) {
            if (update.getResult() == RefUpdate.Result.LOCK_FAILURE
                    || update.getResult() == RefUpdate.Result.IO_FAILURE
                    || update.getResult() == RefUpdate.Result.REJECTED_MISSING_OBJECT) {
                throw new MirrorDamaged(update.getLocalName() + " cannot be written: " + update.getResult());
            }
        }
    }

    /** A ref that did not move is not fetched, so a commit that was lost here would stay so. */
    private static void checkThatRefsLead(Repository mirror, List<RefSpec> specs) throws IOException {
        for (var ref : mirror.getRefDatabase().getRefs()) {
            var concerned = specs.stream()
                    .map(RefSpec::getDestination)
                    .anyMatch(here -> ref.getName().equals(here) || (here != null && RefSpec.isWildcard(here)));
            if (concerned && !mirror.getObjectDatabase().has(ref.getObjectId())) {
                throw new MirrorDamaged(ref.getName() + " leads to nothing");
            }
        }
    }

    private static boolean saysAbsent(GitUnreachable e, String ref) {
        return e.getCause() instanceof TransportException cause
                && String.valueOf(cause.getMessage())
                        .contains(MessageFormat.format(JGitText.get().remoteDoesNotHaveSpec, ref));
    }

    static void forget(Repository mirror, String ref) throws IOException {
        var update = mirror.updateRef(ref);
        update.setForceUpdate(true);
        update.delete();
    }
}

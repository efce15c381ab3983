package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.RefSpec;

/**
 * What a repository's refs were at one moment, asked without a clone.
 *
 * @param refs full names ({@code refs/heads/…}, {@code refs/tags/…}) and what they point to; annotated tags are peeled
 * @param defaultBranch the full name of the branch that HEAD names
 * @param movedTo its address now, if its host sent us on from the one that was asked
 */
public record RemoteRefs(SortedMap<String, CommitId> refs, Optional<String> defaultBranch, Optional<String> movedTo) {
    private static final List<RefSpec> ASKED =
            List.of(new RefSpec("HEAD"), new RefSpec("refs/heads/*:refs/*"), new RefSpec("refs/tags/*:refs/*"));

    public RemoteRefs {
        refs = Collections.unmodifiableSortedMap(refs);
    }

    public static RemoteRefs ask(GitRemote remote, GitLimits limits) throws IOException, GitRefused {
        var call = new RemoteCall(remote, limits);
        var said = call.talk(null, (transport, _) -> {
            try (var connection = transport.openFetch(ASKED)) {
                var refs = new TreeMap<String, CommitId>();
                var head = Optional.<String>empty();
                for (var ref : connection.getRefs()) {
                    var name = ref.getName();
                    var peeled = ref.getPeeledObjectId();
                    var id = peeled == null ? ref.getObjectId() : peeled;
                    if (name.equals(Constants.HEAD) && ref.isSymbolic()) {
                        head = Optional.of(ref.getTarget().getName());
                    } else if (id != null
                            && (name.startsWith(Constants.R_HEADS) || name.startsWith(Constants.R_TAGS))) {
                        refs.put(name, new CommitId(id.name()));
                    }
                }
                return new RemoteRefs(refs, head, Optional.empty());
            }
        });
        return new RemoteRefs(said.refs, said.defaultBranch, call.movedTo());
    }

    public Optional<CommitId> at(String ref) {
        return Optional.ofNullable(refs.get(ref));
    }
}

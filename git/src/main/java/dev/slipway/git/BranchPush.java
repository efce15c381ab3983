package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Person;
import dev.slipway.git.PushOutcome.Overtaken;
import dev.slipway.git.PushOutcome.Pushed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** Makes commits without a checkout and pushes them at once, on the condition that nobody else pushed. */
final class BranchPush {
    private final GitRemote remote;
    private final GitLimits limits;
    private final QuickPush quick;
    private final FileRepository mirror;
    private final WorkingTree.Finder finder;

    BranchPush(GitRemote remote, GitLimits limits, QuickPush quick, FileRepository mirror, WorkingTree.Finder finder) {
        this.remote = remote;
        this.limits = limits;
        this.quick = quick;
        this.mirror = mirror;
        this.finder = finder;
    }

    PushOutcome push(String ref, Base base, List<CommitDraft> drafts) throws IOException, GitRefused {
        var made = made(base, drafts);
        var commits = made.commits();
        var tip = commits.stream().flatMap(Optional::stream).reduce((_, last) -> last);
        if (tip.isEmpty()) {
            return new Pushed(expected(base), commits);
        }
        var pack = made.pack();
        if (base instanceof Base.Tip(var old) && pack.isPresent() && QuickPush.speaks(remote)) {
            var outcome = sentQuickly(ref, old, tip.get(), pack.get(), commits);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return sent(ref, base, tip.get(), commits);
    }

    /** Makes the commits here, and sends them nowhere. */
    List<Optional<CommitId>> drafted(CommitId upon, List<CommitDraft> drafts) throws IOException, GitRefused {
        return made(new Base.Tip(upon), drafts).commits();
    }

    /** @return whether the branch is gone: it stays where it stands elsewhere */
    boolean delete(String ref, CommitId standsAt) throws IOException, GitRefused {
        return new RemoteCall(remote, limits).talk(mirror, (transport, deadline) -> {
            var old = ObjectId.fromString(standsAt.value());
            var update = new RemoteRefUpdate(mirror, (String) null, ref, true, null, old);
            transport.push(deadline, List.of(update));
            return switch (update.getStatus()) {
                case OK, UP_TO_DATE, NON_EXISTING -> true;
                default -> false;
            };
        });
    }

    private Optional<PushOutcome> sentQuickly(
            String ref, CommitId base, CommitId tip, Path pack, List<Optional<CommitId>> commits)
            throws IOException, GitRefused {
        var old = ObjectId.fromString(base.value());
        var id = ObjectId.fromString(tip.value());
        var report = quick.push(remote, ref, old, id, pack);
        if (report.isEmpty()) {
            return Optional.empty();
        }
        if (report.get().refusal() != null) {
            return Optional.of(new Rejection(remote, ref)
                    .judge(report.get().refusal(), report.get().said()));
        }
        moveHere(ref, id);
        return Optional.of(new Pushed(Optional.of(tip), commits));
    }

    /** @param pack that holds all that was made; none where nothing was, or it was here already */
    private record Made(List<Optional<CommitId>> commits, Optional<Path> pack) {}

    private Made made(Base base, List<CommitDraft> drafts) throws IOException, GitRefused {
        var pack = Optional.<Path>empty();
        var commits = new ArrayList<Optional<CommitId>>();
        try (var inserter = mirror.getObjectDatabase().newPackInserter();
                var reader = inserter.newReader()) {
            inserter.setCompressionLevel(Deflater.BEST_SPEED);
            inserter.checkExisting(false);
            var parent = parent(base);
            var tree = parent.isPresent() ? treeOf(parent.get()) : inserter.insert(new TreeFormatter());
            var reading = new TreeReading(reader, limits.fileBytesMax());
            for (var draft : drafts) {
                var working = new WorkingTree(tree, inserter, reading, finder);
                draft.change().apply(working);
                if (working.root().equals(tree)) {
                    commits.add(Optional.empty());
                } else {
                    tree = working.root();
                    var commit = inserter.insert(commit(draft, parent, tree));
                    parent = Optional.of(commit);
                    commits.add(Optional.of(new CommitId(commit.name())));
                }
            }
            if (commits.stream().anyMatch(Optional::isPresent)) {
                var before = Packing.files(mirror);
                inserter.flush();
                pack = Packing.files(mirror).stream()
                        .filter(file -> !before.contains(file))
                        .findFirst();
            }
        }
        return new Made(List.copyOf(commits), pack);
    }

    private PushOutcome sent(String ref, Base base, CommitId tip, List<Optional<CommitId>> commits)
            throws IOException, GitRefused {
        var id = ObjectId.fromString(tip.value());
        var old = expected(base)
                .map(commit -> ObjectId.fromString(commit.value()))
                .orElse(ObjectId.zeroId());
        return new RemoteCall(remote, limits).talk(mirror, (transport, deadline) -> {
            var update = new RemoteRefUpdate(mirror, tip.value(), id, ref, base instanceof Base.Moved, null, old);
            var result = transport.push(deadline, List.of(update));
            return switch (update.getStatus()) {
                case OK, UP_TO_DATE -> {
                    moveHere(ref, id);
                    yield new Pushed(Optional.of(tip), commits);
                }
                case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD, NON_EXISTING -> {
                    var there = result.getAdvertisedRef(ref);
                    if (there != null && old.equals(there.getObjectId())) {
                        throw new MirrorDamaged("what " + ref + " is made of is not all here");
                    }
                    yield new Overtaken(ref + " of " + remote + " is no longer where it was");
                }
                case REJECTED_OTHER_REASON, REJECTED_NODELETE ->
                    new Rejection(remote, ref).judge(update.getMessage(), result.getMessages());
                case AWAITING_REPORT, NOT_ATTEMPTED ->
                    throw new GitUnreachable(remote + " did not say what became of the push to " + ref);
            };
        });
    }

    /** Without it the next push would be overtaken by ourselves, so a failure here costs a fetch and no more. */
    private void moveHere(String ref, ObjectId id) throws IOException {
        var update = mirror.updateRef(ref);
        update.setNewObjectId(id);
        update.setForceUpdate(true);
        update.disableRefLog();
        update.update();
    }

    private ObjectId treeOf(ObjectId commit) throws IOException {
        try (var walk = new RevWalk(mirror)) {
            return walk.parseCommit(commit).getTree().copy();
        }
    }

    private static CommitBuilder commit(CommitDraft draft, Optional<ObjectId> parent, ObjectId tree)
            throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        parent.ifPresent(commit::setParentId);
        commit.setAuthor(ident(draft.author(), draft.at()));
        commit.setCommitter(ident(draft.committer(), draft.at()));
        commit.setMessage(draft.message().text());
        var signer = draft.signer();
        if (signer != null) {
            commit.setGpgSignature(new GpgSignature(signer.sign(commit.build()).getBytes(StandardCharsets.US_ASCII)));
        }
        return commit;
    }

    private static PersonIdent ident(Person person, Instant at) {
        return new PersonIdent(person.name(), person.email(), at, ZoneOffset.UTC);
    }

    private Optional<ObjectId> parent(Base base) throws IOException, GitRefused {
        return switch (base) {
            case Base.Tip(var commit) -> Optional.of(finder.find(commit));
            case Base.NewBranch() -> Optional.empty();
            case Base.NewBranchFrom(var commit) -> Optional.of(finder.find(commit));
            case Base.Moved(var commit, var _) -> Optional.of(finder.find(commit));
        };
    }

    private static Optional<CommitId> expected(Base base) {
        return switch (base) {
            case Base.Tip(var commit) -> Optional.of(commit);
            case Base.Moved(var _, var standsAt) -> standsAt;
            case Base.NewBranch(), Base.NewBranchFrom(var _) -> Optional.empty();
        };
    }

    static String refOf(String branch) {
        return branch.startsWith(Constants.R_REFS) ? branch : Constants.R_HEADS + branch;
    }
}

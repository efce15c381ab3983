package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Unchanged;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Proposals;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.git.Base;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import dev.slipway.git.Mirrors;
import dev.slipway.git.PushDeclined;
import dev.slipway.git.PushOutcome.Overtaken;
import dev.slipway.git.PushOutcome.Pushed;
import dev.slipway.git.SigningKeys;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Proposals in Git: each line has a branch of its own, which is moved onto the config branch's newest commit, from where we know it to
 * be. What stands there already for a release is found by its trailer.
 */
public final class GitProposals implements Proposals {
    private static final int TRIES = 5;
    private final Mirrors mirrors;
    private final GitAccess access;
    private final Clock clock;
    private final KnownFolders folders = new KnownFolders();

    public GitProposals(Mirrors mirrors, Secrets secrets, Clock clock) {
        this.mirrors = mirrors;
        this.clock = clock;
        access = new GitAccess(secrets::find);
    }

    @Override
    public Seen merged(ConfigBranch branch, List<ConfigChange> changes) throws IOException {
        return with(branch, mirror -> {
            mirror.fetch(branch.branch());
            var tip = mirror.resolve(branch.branch());
            var merged = new HashMap<UUID, Merged>();
            if (tip.isPresent()) {
                var merges = new Merges(mirror, branch.branch(), tip.get(), clock);
                var found = mirror.find(
                        branch.branch(),
                        CommitText.RELEASE,
                        changes.stream().map(CommitText::valueOf).toList());
                for (var change : changes) {
                    merges.of(change, Optional.ofNullable(found.get(CommitText.valueOf(change))))
                            .ifPresent(it -> merged.put(change.release().id(), it));
                }
            }
            return new Seen(tip.orElse(null), merged);
        });
    }

    @Override
    public Answer propose(ConfigBranch branch, ConfigChange change) throws IOException {
        try {
            var keys = new SigningKeys(access.secrets());
            return with(branch, mirror -> {
                for (var attempt = 0; attempt < TRIES; attempt++) {
                    var standing = tried(mirror, branch, change, keys);
                    if (standing.isPresent()) {
                        return standing.get();
                    }
                }
                throw new IOException("others moved " + change.proposalBranch() + " or " + branch + " each of " + TRIES
                        + " times; it is tried again");
            });
        } catch (PermanentFailure e) {
            return e.getCause() instanceof PushDeclined declined
                    ? new Refused(ImageChange.impossible(change, Segment.GIT, declined))
                    : throwing(e);
        }
    }

    private static Answer throwing(PermanentFailure e) {
        throw e;
    }

    /** @return nothing if somebody else was quicker */
    private Optional<Answer> tried(Mirror mirror, ConfigBranch branch, ConfigChange change, SigningKeys keys)
            throws IOException, GitRefused {
        var own = change.proposalBranch();
        mirror.fetch(branch.branch(), own);
        var drafts = new Drafts(mirror, branch.branch(), clock, folders);
        var tip = mirror.resolve(branch.branch());
        if (tip.isEmpty()) {
            mirror.push(branch.branch(), new Base.NewBranch(), List.of(drafts.folder(change, keys)));
            return Optional.empty(); // there is nothing that a merge request could be for, until it is there
        }
        var stands = mirror.resolve(own);
        var impossible = drafts.add(change, tip, keys);
        if (impossible.isPresent()) {
            return Optional.of(new Refused(impossible.get()));
        }
        if (stands.isPresent() && isMade(mirror, stands.get(), tip.get(), change)) {
            return Optional.of(standing(stands.get(), tip.get(), drafts.all().getLast()));
        }
        return switch (mirror.push(own, new Base.Moved(tip.get(), stands), drafts.all())) {
            case Overtaken _ -> Optional.empty();
            case Pushed done -> Optional.of(pushed(done, tip.get(), drafts));
        };
    }

    private static boolean isMade(Mirror mirror, CommitId stands, CommitId tip, ConfigChange change)
            throws IOException, GitRefused {
        var commit = mirror.at(stands).info();
        return commit.parents().contains(tip)
                && commit.trailer(CommitText.RELEASE)
                        .filter(CommitText.valueOf(change)::equals)
                        .isPresent();
    }

    private static Answer pushed(Pushed done, CommitId tip, Drafts drafts) {
        var edit = drafts.edits().values().iterator().next();
        var commit = done.commits().stream().flatMap(Optional::stream).reduce((_, last) -> last);
        if (commit.isPresent()) {
            return standing(commit.get(), tip, drafts.all().getLast());
        }
        return switch (edit.without(Optional.of(tip))) {
            case Unchanged unchanged -> new Nothing(unchanged);
            case Impossible why -> new Refused(why);
            case Committed _ -> throw new IllegalStateException("a change without a commit was committed");
        };
    }

    private static Stands standing(CommitId commit, CommitId base, CommitDraft draft) {
        var message = draft.message();
        var text = message.text().substring(message.subject().length()).strip();
        return new Stands(commit, base, message.subject(), text);
    }

    @Override
    public void drop(ConfigBranch branch, String own, CommitId commit) {
        try {
            with(branch, mirror -> mirror.delete(own, commit));
        } catch (IOException | PermanentFailure _) {
            // It stays: whoever proposes next moves it, and a person may delete it.
        }
    }

    private interface Talk<T> {
        T with(Mirror mirror) throws IOException, GitRefused;
    }

    private <T> T with(ConfigBranch branch, Talk<T> talk) throws IOException {
        try {
            var repository = branch.repository();
            return talk.with(mirrors.of(access.remote(repository.url(), repository.credentials())));
        } catch (GitRefused e) {
            var failure = new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
            failure.initCause(e);
            throw failure;
        }
    }
}

package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.git.Base;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import dev.slipway.git.Mirrors;
import dev.slipway.git.PushOutcome.Overtaken;
import dev.slipway.git.PushOutcome.Pushed;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes config branches without a checkout. It pushes upon what it last saw, under the condition that the branch still stands there;
 * refused, it fetches and looks for every release again. So a push whose answer was lost is found, never repeated.
 */
public final class GitConfigRepository implements ConfigRepository {
    private static final int TRIES = 5;
    private final Mirrors mirrors;
    private final GitAccess access;
    private final Clock clock;

    public GitConfigRepository(Mirrors mirrors, Secrets secrets, Clock clock) {
        this.mirrors = mirrors;
        this.clock = clock;
        access = new GitAccess(secrets::find);
    }

    @Override
    public List<Written> commit(ConfigBranch branch, List<ConfigChange> changes) throws IOException {
        try {
            var repository = branch.repository();
            var mirror = mirrors.of(access.remote(repository.url(), repository.credentials()));
            for (var attempt = 0; attempt < TRIES; attempt++) {
                var batch = new Batch(mirror, branch, changes);
                if (batch.push()) {
                    return batch.written();
                }
                mirror.fetch(branch.branch());
            }
            throw new IOException("others pushed to " + branch + " each of " + TRIES + " times; it is tried again");
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }

    @Override
    public Reading editedByPeople(ConfigBranch branch, CommitId pushed, List<Unread> places) throws IOException {
        try {
            var repository = branch.repository();
            var mirror = mirrors.of(access.remote(repository.url(), repository.credentials()));
            var known = mirror.resolve(branch.branch());
            if (known.filter(pushed::equals).isPresent()
                    && new PeoplesCommits(mirror, pushed).in(places).isEmpty()) {
                return new Reading(
                        pushed, List.of()); // as after each push of ours: there is nothing that could be out of date
            }
            mirror.fetch(branch.branch());
            var head = mirror.resolve(branch.branch());
            return head.isPresent()
                    ? new Reading(head.get(), new PeoplesCommits(mirror, head.get()).in(places))
                    : new Reading(null, List.of());
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }

    /** The changes upon one state of the branch. */
    private final class Batch {
        private final Mirror mirror;
        private final ConfigBranch branch;
        private final List<Written> already = new ArrayList<>();
        private final Map<Integer, ImageChange> edits = new LinkedHashMap<>();
        private final Set<String> made = new HashSet<>();
        private final List<CommitDraft> drafts = new ArrayList<>();
        private final List<ConfigChange> changes;
        private Pushed pushed = new Pushed(Optional.empty(), List.of());

        private Batch(Mirror mirror, ConfigBranch branch, List<ConfigChange> changes) {
            this.mirror = mirror;
            this.branch = branch;
            this.changes = changes;
        }

        /** @return false if somebody else pushed first */
        private boolean push() throws IOException, GitRefused {
            var tip = mirror.resolve(branch.branch());
            for (var change : changes) {
                var trailer = CommitText.release(change);
                var commit = mirror.find(branch.branch(), trailer);
                if (commit.isPresent()) {
                    already.add(committed(change, commit.get()));
                } else {
                    draft(change, tip);
                }
            }
            if (drafts.isEmpty()) {
                return true;
            }
            var base = tip.<Base>map(Base.Tip::new).orElseGet(Base.NewBranch::new);
            return switch (mirror.push(branch.branch(), base, drafts)) {
                case Pushed done -> {
                    pushed = done;
                    yield true;
                }
                case Overtaken _ -> false;
            };
        }

        private void draft(ConfigChange change, Optional<CommitId> tip) throws IOException {
            var edit = new ImageChange(change);
            try {
                makeFolder(change, tip);
                var draft = draft(change, edit, tip);
                edits.put(drafts.size(), edit);
                drafts.add(draft);
            } catch (GitRefused e) {
                already.add(ImageChange.impossible(change, e.seen(), e.nextStep()));
            }
        }

        private CommitDraft draft(ConfigChange change, ImageChange edit, Optional<CommitId> tip)
                throws IOException, GitRefused {
            var back = change.back();
            return back == null
                    ? CommitText.release(change, clock.instant(), edit)
                    : CommitText.back(
                            change,
                            back,
                            clock.instant(),
                            Restoration.of(mirror, branch.branch(), tip, change, back)
                                    .before(edit, mirror));
        }

        /** A path that the config branch does not have yet is made once, from the branch that the environment names. */
        private void makeFolder(ConfigChange change, Optional<CommitId> tip) throws IOException, GitRefused {
            var path = change.config().path();
            var isThere = made.contains(path)
                    || (tip.isPresent() && mirror.at(tip.get()).content(path).isPresent());
            if (isThere || (tip.isPresent() && change.config().createFrom() == null)) {
                return;
            }
            drafts.add(CommitText.creation(change, clock.instant(), folderOf(change)));
            made.add(path);
        }

        private CommitDraft.Change folderOf(ConfigChange change) throws IOException, GitRefused {
            var config = change.config();
            var from = config.createFrom();
            if (from == null) {
                throw new GitRefused(
                        "branch " + config.branch() + " does not exist in "
                                + change.repository().url(),
                        "create it, or say createFrom in the environment's config to have it made");
            }
            mirror.fetch(from);
            var start = mirror.resolve(from)
                    .orElseThrow(() -> new GitRefused(
                            "branch " + from + ", which " + config.branch() + " is made from, does not exist",
                            "correct createFrom in the environment's config"));
            return tree -> tree.take(start, config.path(), config.path());
        }

        private List<Written> written() throws IOException, GitRefused {
            var written = new ArrayList<>(already);
            for (var entry : edits.entrySet()) {
                var commit = pushed.commits().get(entry.getKey());
                var edit = entry.getValue();
                if (commit.isPresent()) {
                    written.add(committed(edit.change(), commit.get()));
                } else {
                    written.add(edit.without(pushed.tip()));
                }
            }
            written.sort(Comparator.comparingInt(w -> changes.indexOf(w.change())));
            return written;
        }

        private Committed committed(ConfigChange change, CommitId commit) throws IOException, GitRefused {
            var content = mirror.at(commit).content(change.config().path());
            return new Committed(change, commit, content.orElse("nothing"));
        }
    }
}

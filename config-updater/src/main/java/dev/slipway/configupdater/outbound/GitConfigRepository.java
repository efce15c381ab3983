package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.git.Base;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes config branches without a checkout. It pushes upon what it last saw, under the condition that the branch still stands there;
 * refused, it fetches and looks for every release again. So a push whose answer was lost is found, never repeated.
 */
public final class GitConfigRepository implements ConfigRepository {
    private static final int TRIES = 5;
    /** After so many single ones in a row it is the branch that is closed to us, not one commit that is unwelcome. */
    private static final int DECLINED_MAX = 10;

    private final Mirrors mirrors;
    private final GitAccess access;
    private final Clock clock;
    private final PeoplesCommits.Known people = new PeoplesCommits.Known();
    private final KnownFolders folders = new KnownFolders();

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
            return new Parts(mirror, branch, new SigningKeys(access.secrets())).commit(changes);
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }

    /** A hook that declines one commit declines the whole push: the others are pushed without it. */
    private final class Parts {
        private final Mirror mirror;
        private final ConfigBranch branch;
        private final SigningKeys keys;
        private int declined;
        private @Nullable PushDeclined closed;

        private Parts(Mirror mirror, ConfigBranch branch, SigningKeys keys) {
            this.mirror = mirror;
            this.branch = branch;
            this.keys = keys;
        }

        private List<Written> commit(List<ConfigChange> changes) throws IOException, GitRefused {
            if (closed != null) {
                return declined(changes, closed);
            }
            try {
                var written = together(changes);
                declined = 0;
                return written;
            } catch (PushDeclined e) {
                if (changes.size() == 1) {
                    declined++;
                    closed = declined > DECLINED_MAX ? e : null;
                    return declined(changes, e);
                }
                var half = changes.size() / 2;
                var written = new ArrayList<>(commit(changes.subList(0, half)));
                written.addAll(commit(changes.subList(half, changes.size())));
                return written;
            }
        }

        private static List<Written> declined(List<ConfigChange> changes, PushDeclined why) {
            return changes.stream()
                    .<Written>map(change -> ImageChange.impossible(change, Segment.GIT, why))
                    .toList();
        }

        private List<Written> together(List<ConfigChange> changes) throws IOException, GitRefused {
            for (var attempt = 0; attempt < TRIES; attempt++) {
                var batch = new Batch(mirror, branch, keys, changes);
                if (batch.push()) {
                    return batch.written();
                }
                mirror.fetch(branch.branch());
            }
            throw new IOException("others pushed to " + branch + " each of " + TRIES + " times; it is tried again");
        }
    }

    @Override
    public Reading editedByPeople(ConfigBranch branch, CommitId pushed, List<Unread> places) throws IOException {
        try {
            var repository = branch.repository();
            var mirror = mirrors.of(access.remote(repository.url(), repository.credentials()));
            var known = mirror.resolve(branch.branch());
            if (known.filter(pushed::equals).isPresent()
                    && new PeoplesCommits(mirror, pushed, people).in(places).isEmpty()) {
                return new Reading(
                        pushed, List.of()); // as after each push of ours: there is nothing that could be out of date
            }
            mirror.fetch(branch.branch());
            var head = mirror.resolve(branch.branch());
            return head.isPresent()
                    ? new Reading(head.get(), new PeoplesCommits(mirror, head.get(), people).in(places))
                    : new Reading(null, List.of());
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }

    /** The changes upon one state of the branch. */
    private final class Batch {
        private final Mirror mirror;
        private final ConfigBranch branch;
        private final SigningKeys keys;
        private final Map<UUID, Written> written = new HashMap<>();
        private final Set<UUID> asked = new HashSet<>();
        private final Map<ConfigChange, CommitId> found = new LinkedHashMap<>();
        private final List<ConfigChange> changes;
        private final Drafts drafts;
        private Optional<CommitId> base = Optional.empty();
        private Pushed pushed = new Pushed(Optional.empty(), List.of());

        private Batch(Mirror mirror, ConfigBranch branch, SigningKeys keys, List<ConfigChange> changes) {
            this.mirror = mirror;
            this.branch = branch;
            this.keys = keys;
            this.changes = changes;
            drafts = new Drafts(mirror, branch.branch(), clock, folders);
        }

        /** @return false if somebody else pushed first */
        private boolean push() throws IOException, GitRefused {
            var tip = mirror.resolve(branch.branch());
            base = tip;
            var ids = changes.stream().map(CommitText::valueOf).toList();
            var there = mirror.find(branch.branch(), CommitText.RELEASE, ids);
            for (var change : changes) {
                if (!asked.add(change.release().id())) {
                    continue; // asked for twice, written once
                }
                var commit = there.get(CommitText.valueOf(change));
                if (commit != null) {
                    found.put(change, commit);
                } else {
                    drafts.add(change, tip, keys).ifPresent(this::become);
                }
            }
            if (drafts.all().isEmpty()) {
                pushed = new Pushed(tip, List.of());
                return true;
            }
            var upon = tip.<Base>map(Base.Tip::new).orElseGet(Base.NewBranch::new);
            return switch (mirror.push(branch.branch(), upon, drafts.all())) {
                case Pushed done -> {
                    pushed = done;
                    tip.ifPresent(from -> done.tip().ifPresent(to -> people.pushed(from, to)));
                    yield true;
                }
                case Overtaken _ -> false;
            };
        }

        /** Where a draft changed nothing, the commit that it found is the one before it. */
        private List<Written> written() throws IOException, GitRefused {
            var at = base;
            for (var draft = 0; draft < pushed.commits().size(); draft++) {
                var commit = pushed.commits().get(draft);
                at = commit.isPresent() ? commit : at;
                var edit = drafts.edits().get(draft);
                if (edit != null) {
                    become(
                            commit.isPresent()
                                    ? new Committed(edit.change(), commit.get(), edit.content(), edit.before())
                                    : edit.without(at));
                }
            }
            for (var entry : found.entrySet()) {
                become(committed(entry.getKey(), entry.getValue()));
            }
            return changes.stream()
                    .map(change -> written.get(change.release().id()))
                    .map(Objects::requireNonNull)
                    .toList();
        }

        private void become(Written result) {
            written.put(result.change().release().id(), result);
        }

        /** Others may have committed upon it since, we among them: what it is now is what is to run. */
        private Committed committed(ConfigChange change, CommitId commit) throws IOException, GitRefused {
            var head = pushed.tip().orElse(commit);
            var parents = mirror.log(commit, Optional.empty(), 1).getFirst().parents();
            var before = parents.isEmpty()
                    ? Optional.<String>empty()
                    : mirror.at(parents.getFirst()).content(change.config().path());
            return new Committed(
                    change,
                    commit,
                    content(commit, change),
                    head.equals(commit) ? null : head,
                    content(head, change),
                    before.orElse(null));
        }

        private String content(CommitId at, ConfigChange change) throws IOException, GitRefused {
            return mirror.at(at).content(change.config().path()).orElse("nothing");
        }
    }
}

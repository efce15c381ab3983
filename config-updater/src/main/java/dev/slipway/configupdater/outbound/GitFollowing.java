package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.configupdater.core.Following;
import dev.slipway.configupdater.core.Following.Taken;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.git.Base;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.CommitInfo;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import dev.slipway.git.Mirrors;
import dev.slipway.git.PushOutcome.Overtaken;
import dev.slipway.git.PushOutcome.Pushed;
import dev.slipway.git.SigningKeys;
import dev.slipway.git.Trailer;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Merges folders of one branch into another. How far it has come is told by the trailers of its commits. */
public final class GitFollowing implements Following.Source {
    private static final int TRIES = 5;
    private static final int LOOKED_AT_MAX = 20_000;
    private final Mirrors mirrors;
    private final GitAccess access;
    private final Clock clock;

    public GitFollowing(Mirrors mirrors, Secrets secrets, Clock clock) {
        this.mirrors = mirrors;
        this.clock = clock;
        access = new GitAccess(secrets::find);
    }

    @Override
    public Taken take(Followed work, Map<String, String> known) throws IOException {
        try {
            var repository = work.repository();
            var mirror = mirrors.of(access.remote(repository.url(), repository.credentials()));
            var keys = new SigningKeys(access.secrets());
            mirror.fetch(work.from());
            for (var attempt = 0; attempt < TRIES; attempt++) {
                var merging = new Merging(mirror, work, keys, known);
                if (merging.push()) {
                    return merging.taken();
                }
                mirror.fetch(work.branch());
            }
            throw new IOException(
                    "others pushed to " + work.branch() + " each of " + TRIES + " times; it is tried again");
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }

    /** One try, upon one state of the branch. */
    private final class Merging {
        private final Mirror mirror;
        private final Followed work;
        private final SigningKeys keys;
        private final Map<String, String> known;
        private final Map<String, String> seen = new HashMap<>();
        private final List<FolderMerge> folders = new ArrayList<>();

        private Merging(Mirror mirror, Followed work, SigningKeys keys, Map<String, String> known) {
            this.known = known;
            this.mirror = mirror;
            this.work = work;
            this.keys = keys;
        }

        private boolean push() throws IOException, GitRefused {
            var tip = mirror.resolve(work.branch());
            var theirs = mirror.resolve(work.from());
            if (tip.isEmpty() || theirs.isEmpty()) {
                return true; // with the first release it is made
            }
            var drafts = new ArrayList<CommitDraft>();
            for (var path : work.places().stream().map(Place::path).distinct().toList()) {
                var base = base(tip.get(), theirs.get(), path);
                if (base.isPresent() && isChanged(base.get(), theirs.get(), path)) {
                    var folder = new FolderMerge(mirror, base.get(), theirs.get(), path, images());
                    folders.add(folder);
                    drafts.add(
                            CommitText.taken(mirror.at(theirs.get()).info(), work.from(), path, clock.instant(), folder)
                                    .signedBy(keys.of(signOf(path))));
                }
            }
            return drafts.isEmpty()
                    || switch (mirror.push(work.branch(), new Base.Tip(tip.get()), drafts)) {
                        case Pushed _ -> true;
                        case Overtaken _ -> false;
                    };
        }

        private @Nullable String signOf(String path) {
            return work.places().stream()
                    .filter(place -> place.path().equals(path))
                    .map(Place::sign)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }

        private List<String> images() {
            return Objects.requireNonNullElse(work.images(), List.of());
        }

        /** What was left to people is not brought up again by a push that leaves the folder alone; nor is a folder that is gone. */
        private boolean isChanged(CommitId base, CommitId theirs, String path) throws IOException, GitRefused {
            var now = content(theirs, path);
            now.ifPresent(content -> seen.put(path, content));
            return now.isPresent()
                    && !now.get().equals(known.get(path))
                    && !content(base, path).equals(now);
        }

        private Optional<String> content(CommitId commit, String path) throws IOException, GitRefused {
            return mirror.at(commit).content(path);
        }

        /** Up to where the folder has been taken: by us, or by people who merged the branches. */
        private Optional<CommitId> base(CommitId tip, CommitId theirs, String path) throws IOException, GitRefused {
            var merged = mirror.mergeBase(tip, theirs);
            var taken = taken(tip, path, content(theirs, path).filter(now -> !now.equals(known.get(path))));
            if (taken.isEmpty()) {
                return merged;
            }
            var isMergedSince = merged.isPresent() && mirror.contains(merged.get(), taken.get());
            return isMergedSince ? merged : taken;
        }

        /** @param unsaid what was taken, perhaps, by an act that died before it could say what it had left: then what was before counts */
        private Optional<CommitId> taken(CommitId tip, String path, Optional<String> unsaid)
                throws IOException, GitRefused {
            var newest = mirror.find(work.branch(), new Trailer(CommitText.TAKEN, path));
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            var said = taken(mirror.at(newest.get()).info(), path, unsaid);
            if (said.isPresent()) {
                return said;
            }
            for (var commit : mirror.log(tip, Optional.empty(), LOOKED_AT_MAX)) {
                if (commit.trailer(CommitText.TAKEN).filter(path::equals).isPresent()) {
                    said = taken(commit, path, unsaid);
                    if (said.isPresent()) {
                        return said;
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<CommitId> taken(CommitInfo by, String path, Optional<String> unsaid)
                throws IOException, GitRefused {
            var from = taken(by);
            var isUnsaid = from.isPresent()
                    && unsaid.isPresent()
                    && !by.author().equals(CommitText.slipway())
                    && content(from.get(), path).equals(unsaid);
            return isUnsaid ? Optional.empty() : from;
        }

        /** What a person wrote below a commit, or what is nowhere any more, tells nothing. */
        private Optional<CommitId> taken(CommitInfo by) throws IOException {
            var from = by.trailer(CommitText.FROM).filter(CommitId::isOne).map(CommitId::new);
            if (from.isEmpty() || !CommitText.isBySlipway(by)) {
                return Optional.empty();
            }
            try {
                mirror.at(from.get()).info();
                return from;
            } catch (GitRefused _) {
                return Optional.empty();
            }
        }

        private Taken taken() {
            var unmerged = folders.stream()
                    .filter(folder -> !folder.unmerged().isEmpty())
                    .map(FolderMerge::asUnmerged)
                    .toList();
            return new Taken(seen, unmerged);
        }
    }
}

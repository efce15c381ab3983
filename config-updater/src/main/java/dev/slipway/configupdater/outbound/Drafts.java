package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import dev.slipway.git.SigningKeys;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is to be committed upon one state of a config branch. */
final class Drafts {
    private final Mirror mirror;
    private final String branch;
    private final Clock clock;
    private final KnownFolders folders;
    private final List<CommitDraft> drafts = new ArrayList<>();
    private final Map<Integer, ImageChange> edits = new LinkedHashMap<>();
    private final Set<String> there = new HashSet<>();

    Drafts(Mirror mirror, String branch, Clock clock, KnownFolders folders) {
        this.mirror = mirror;
        this.branch = branch;
        this.clock = clock;
        this.folders = folders;
    }

    List<CommitDraft> all() {
        return drafts;
    }

    /** The changes themselves, by where their drafts stand among all. */
    Map<Integer, ImageChange> edits() {
        return edits;
    }

    /** @return why it can't be made, where it can't */
    Optional<Impossible> add(ConfigChange change, Optional<CommitId> tip, SigningKeys keys) throws IOException {
        try {
            makeFolder(change, tip, keys);
            var edit = new ImageChange(
                    change, folders.of(mirror, branch, change.config().path()));
            var draft = of(change, edit, tip).signedBy(keys.of(change.config().sign()));
            edits.put(drafts.size(), edit);
            drafts.add(draft);
            return Optional.empty();
        } catch (GitRefused e) {
            return Optional.of(ImageChange.impossible(change, Segment.CONFIG, e));
        } catch (PermanentFailure e) {
            return Optional.of(new Impossible(change, e.failure()));
        }
    }

    /** @param tip what it is made upon */
    CommitDraft of(ConfigChange change, ImageChange edit, Optional<CommitId> tip) throws IOException, GitRefused {
        return change.why() instanceof TurnedBack back
                ? CommitText.back(
                        change,
                        back,
                        clock.instant(),
                        Restoration.of(mirror, branch, tip, change, back).before(edit, mirror))
                : CommitText.release(change, clock.instant(), edit);
    }

    /** A path that the config branch does not have yet is made once, from the branch that the environment names. */
    private void makeFolder(ConfigChange change, Optional<CommitId> tip, SigningKeys keys)
            throws IOException, GitRefused {
        var path = change.config().path();
        if (there.contains(path)) {
            return;
        }
        var isThere = tip.isPresent() && mirror.at(tip.get()).content(path).isPresent();
        if (!isThere && (tip.isEmpty() || change.config().createFrom() != null)) {
            drafts.add(folder(change, keys));
            isThere = true;
        }
        if (isThere) {
            there.add(path);
        }
    }

    CommitDraft folder(ConfigChange change, SigningKeys keys) throws IOException, GitRefused {
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
        if (mirror.at(start).content(config.path()).isEmpty()) {
            throw new GitRefused(
                    "there is no " + config.path() + " in branch " + from + ", which it would be made from",
                    "correct config.path or createFrom in the catalog");
        }
        return CommitText.creation(
                        change, start, clock.instant(), tree -> tree.take(start, config.path(), config.path()))
                .signedBy(keys.of(config.sign()));
    }
}

package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.values.CommitId;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.CommitInfo;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import dev.slipway.git.Trailer;
import dev.slipway.git.TreeFile;
import dev.slipway.git.WorkingTree;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a line's releases have changed since an earlier one, taken back: files that nobody else has changed meanwhile are again what they were,
 * byte for byte; in the others only the image is. What people and other applications did stays.
 */
final class Restoration {
    private static final int COMMITS_MAX = 20_000;
    private final CommitId target;
    private final String path;
    private final Set<String> files = new HashSet<>();

    private Restoration(CommitId target, String path) {
        this.target = target;
        this.path = path;
    }

    /** @param branch as it was last fetched, with its tip */
    static Restoration of(Mirror mirror, String branch, Optional<CommitId> tip, ConfigChange change, TurnedBack back)
            throws IOException, GitRefused {
        var target =
                mirror.find(branch, new Trailer(CommitText.RELEASE, back.to().toString()));
        if (target.isEmpty() && tip.isPresent() && change.config().proposes()) {
            return new Restoration(
                    tip.get(), change.config().path()); // squashed, it is not to be found: the image goes back
        }
        if (target.isEmpty() || tip.isEmpty()) {
            throw new GitRefused(
                    "no commit of branch " + branch + " is release " + back.to(),
                    "choose a release that is in the branch's history");
        }
        var restoration = new Restoration(target.get(), change.config().path());
        return restoration.read(mirror, tip.get(), CommitText.line(change.release()))
                ? restoration
                : new Restoration(tip.get(), change.config().path());
    }

    /** @return false where too much has been committed since to tell what others changed: then the image alone goes back */
    private boolean read(Mirror mirror, CommitId tip, Trailer line) throws IOException, GitRefused {
        var others = new HashSet<String>();
        var since = mirror.log(tip, Optional.of(target), COMMITS_MAX + 1);
        if (since.size() > COMMITS_MAX) {
            return false;
        }
        for (var commit : since) {
            var isOurs = commit.trailer(line.key()).filter(line.value()::equals).isPresent();
            (isOurs ? files : others).addAll(changed(mirror, commit));
        }
        files.removeAll(others);
        files.removeIf(file -> !isBelow(file));
        return true;
    }

    private static Set<String> changed(Mirror mirror, CommitInfo commit) throws IOException, GitRefused {
        if (commit.parents().isEmpty()) {
            return mirror.at(commit.id()).files("").stream().map(TreeFile::path).collect(Collectors.toSet());
        }
        var changed = new HashSet<>(mirror.changedPaths(commit.parents().getFirst(), commit.id()));
        for (var parent : commit.parents()) {
            changed.retainAll(
                    mirror.changedPaths(parent, commit.id())); // what a merge brings is of the commits that it merges
        }
        return changed;
    }

    private boolean isBelow(String file) {
        return path.isEmpty() || path.equals(".") || file.startsWith(path + "/");
    }

    /** @param image sets the image where others have changed the file too */
    CommitDraft.Change before(ImageChange image, Mirror mirror) {
        return tree -> {
            image.sees(tree);
            restore(tree, mirror);
            image.apply(tree);
        };
    }

    private void restore(WorkingTree tree, Mirror mirror) throws IOException, GitRefused {
        for (var file : files) {
            if (mirror.at(target).content(file).isPresent()) {
                tree.take(target, file, file);
            } else {
                tree.delete(file);
            }
        }
    }
}

package dev.slipway.configupdater.outbound;

import dev.slipway.configediting.EditOutcome;
import dev.slipway.configediting.Image;
import dev.slipway.configediting.ImageEdit;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Unchanged;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.GitRefused;
import dev.slipway.git.WorkingTree;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets a release's image in the tree; where it can't, it leaves the tree alone and knows why. */
final class ImageChange implements CommitDraft.Change {
    private final ConfigChange change;
    private @Nullable EditOutcome outcome;
    private @Nullable GitRefused refusal;

    ImageChange(ConfigChange change) {
        this.change = change;
    }

    ConfigChange change() {
        return change;
    }

    @Override
    public void apply(WorkingTree tree) throws IOException {
        try {
            edit(tree);
        } catch (GitRefused e) {
            refusal = e;
        }
    }

    private void edit(WorkingTree tree) throws IOException, GitRefused {
        var config = change.config();
        var image = Objects.requireNonNull(change.release().image());
        var edit = new ImageEdit(
                Image.tagged(image.repository(), image.tag()),
                Optional.ofNullable(config.file()).map(file -> config.path() + "/" + file));
        var done = edit.applyTo(tree.readAll(config.path(), edit::looksAt));
        outcome = done;
        if (done instanceof EditOutcome.Edited(var files, var _)) {
            for (var file : files.entrySet()) {
                tree.write(file.getKey(), file.getValue());
            }
        }
    }

    /** What to say of a change that made no commit. */
    Written without(Optional<CommitId> tip) {
        var refused = refusal;
        if (refused != null) {
            return impossible(change, refused.seen(), refused.nextStep());
        }
        return switch (Objects.requireNonNull(outcome)) {
            case EditOutcome.Edited _, EditOutcome.Unchanged _ -> new Unchanged(change, tip.orElseThrow());
            case EditOutcome.NotFound missing ->
                impossible(
                        change,
                        missing.message(),
                        "name the image in one of the manifests, or set config.file in the catalog");
            case EditOutcome.Unsafe unsafe -> impossible(change, unsafe.message(), unsafe.nextStep());
        };
    }

    static Impossible impossible(ConfigChange change, String seen, String nextStep) {
        var config = change.config();
        var where = change.repository().path() + "@" + config.branch() + ":" + config.path();
        return new Impossible(change, new Failure(Segment.CONFIG, where + ": " + seen, nextStep));
    }
}

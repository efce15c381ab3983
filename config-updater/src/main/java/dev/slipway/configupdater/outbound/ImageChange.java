package dev.slipway.configupdater.outbound;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.Edited;
import dev.slipway.configediting.Editor;
import dev.slipway.configediting.Image;
import dev.slipway.configediting.Where;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sets a release's image in the tree; where it can't, it leaves the tree alone and knows why. */
final class ImageChange implements CommitDraft.Change {
    private final ConfigChange change;
    private @Nullable Edited outcome;
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
        var file = config.file();
        Predicate<String> wanted = file == null ? ConfigFiles::isYaml : (config.path() + "/" + file)::equals;
        var files = tree.readAll(config.path(), wanted);
        var edit = new SetImage(Image.tagged(image.repository(), image.tag(), image.digest()))
                .in(file == null ? Where.ANYWHERE : Where.file(file));
        var done = Editor.apply(new ConfigFiles(config.path(), files), edit);
        outcome = done;
        if (done instanceof Edited.Changed(var changed, var _)) {
            for (var entry : changed.entrySet()) {
                tree.write(entry.getKey(), entry.getValue());
            }
        }
    }

    /** What to say of a change that made no commit. */
    Written without(Optional<CommitId> tip) {
        var unreadable = refusal;
        if (unreadable != null) {
            return impossible(change, unreadable.seen(), unreadable.nextStep());
        }
        return switch (Objects.requireNonNull(outcome)) {
            case Edited.Changed _, Edited.Unchanged _ -> new Unchanged(change, tip.orElseThrow());
            case Edited.Refused refused -> impossible(change, refused.message(), refused.nextStep());
        };
    }

    static Impossible impossible(ConfigChange change, String seen, String nextStep) {
        var config = change.config();
        var where = change.repository().path() + "@" + config.branch() + ":" + config.path();
        return new Impossible(change, new Failure(Segment.CONFIG, where + ": " + seen, nextStep));
    }
}

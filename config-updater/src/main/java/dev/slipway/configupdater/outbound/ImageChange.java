package dev.slipway.configupdater.outbound;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.Edited;
import dev.slipway.configediting.FileWords;
import dev.slipway.configediting.release.ReleaseEdits;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Unchanged;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.outbound.KnownFolder.Known;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.GitRefused;
import dev.slipway.git.WorkingTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sets a release's image in the tree; where it can't, it leaves the tree alone and knows why. */
final class ImageChange implements CommitDraft.Change {
    private final ConfigChange change;
    private final KnownFolder folder;
    private @Nullable Edited outcome;
    private @Nullable GitRefused refusal;
    private @Nullable String content;
    private @Nullable String before;
    private boolean isSeen;

    ImageChange(ConfigChange change, KnownFolder folder) {
        this.change = change;
        this.folder = folder;
    }

    ConfigChange change() {
        return change;
    }

    /** The hash of the path's tree, as the change left it. */
    String content() {
        return Objects.requireNonNullElse(content, "nothing");
    }

    /** What the path's tree was before anything was changed; none where there was none. */
    @Nullable
    String before() {
        return before;
    }

    /** As the commit before it left it. */
    void sees(WorkingTree tree) throws IOException {
        before = tree.content(change.config().path()).orElse(null);
        isSeen = true;
    }

    @Override
    public void apply(WorkingTree tree) throws IOException {
        try {
            if (!isSeen) {
                sees(tree);
            }
            edit(tree);
            content = tree.content(change.config().path()).orElse(null);
        } catch (GitRefused e) {
            refusal = e;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void edit(WorkingTree tree) throws IOException, GitRefused {
        var config = change.config();
        var image = Objects.requireNonNull(change.release().image());
        var file = config.file();
        checkThatItIsThere(tree, config.path());
        var files =
                new ConfigFiles(config.path(), file == null ? folder.in(tree) : only(tree, config.path() + "/" + file));
        var settings = change.settings();
        var done = settings.isEmpty()
                ? ReleaseEdits.image(config, image, files)
                : ReleaseEdits.apply(config, image, settings, files, new ConfigFiles(config.path(), folder.in(tree)));
        outcome = done;
        if (done instanceof Edited.Changed(var changed, var _)) {
            folder.write(tree, changed);
        }
    }

    /** Nothing is looked for behind a link: what it leads to may lie outside of the repository, or be moved by somebody else. */
    private static void checkThatItIsThere(WorkingTree tree, String path) throws IOException, GitRefused {
        var stopped = tree.stop(path);
        if (stopped.isPresent()) {
            var at = stopped.get();
            throw switch (at.kind()) {
                case NOTHING ->
                    new GitRefused(
                            "there is no " + at.path() + " in the branch",
                            "correct config.path in the catalog, or commit the folder to the branch");
                case SYMLINK ->
                    new GitRefused(
                            at.path() + " is a symbolic link, which is not followed",
                            "put the folder's real path into config.path in the catalog");
                case SUBMODULE ->
                    new GitRefused(
                            at.path() + " is a submodule, a repository of its own",
                            "declare that repository in the catalog and let config.repository name it");
                case FILE ->
                    new GitRefused(
                            at.path() + " is a file", "put its folder into config.path, and its name into config.file");
            };
        }
    }

    private static FilesOfTree only(WorkingTree tree, String path) throws IOException, GitRefused {
        var files = new HashMap<String, Known>();
        for (var file : tree.files(path)) {
            if (file.isFile()) {
                files.put(file.path(), new Known(file, FileWords.any()));
            }
        }
        return new FilesOfTree(tree, files);
    }

    /** What to say of a change that made no commit. */
    Written without(Optional<CommitId> tip) {
        var unreadable = refusal;
        if (unreadable != null) {
            return impossible(change, Segment.CONFIG, unreadable);
        }
        return switch (Objects.requireNonNull(outcome)) {
            case Edited.Changed _, Edited.Unchanged _ -> new Unchanged(change, tip.orElseThrow(), content());
            case Edited.Refused refused -> impossible(change, Segment.CONFIG, refused.seen(), refused.nextStep());
        };
    }

    static Impossible impossible(ConfigChange change, Segment segment, GitRefused why) {
        return impossible(change, segment, why.seen(), why.nextStep());
    }

    private static Impossible impossible(ConfigChange change, Segment segment, String seen, String nextStep) {
        var config = change.config();
        var where = change.repository().path() + "@" + config.branch() + ":" + config.path();
        return new Impossible(change, new Failure(segment, where + ": " + seen, nextStep));
    }
}

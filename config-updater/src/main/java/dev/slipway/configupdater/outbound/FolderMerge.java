package dev.slipway.configupdater.outbound;

import dev.slipway.configediting.Editor;
import dev.slipway.configupdater.core.Following.Unmerged;
import dev.slipway.events.values.CommitId;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import dev.slipway.git.TextMerge;
import dev.slipway.git.TreeFile;
import dev.slipway.git.WorkingTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changed in a folder between two commits, made in a tree that has changed as well. A file that can't be merged stays as it is. */
final class FolderMerge implements CommitDraft.Change {
    /** Which image runs is for releases to say. */
    private static final Pattern IMAGE =
            Pattern.compile("\\s*(- +)?[\"']?(image|newTag|newName|tag|digest|[A-Za-z]+(Image|Tag))[\"']?\\s*:.*\\s*");

    private final Mirror mirror;
    private final CommitId base;
    private final CommitId theirs;
    private final String path;
    private List<String> unmerged = List.of();

    FolderMerge(Mirror mirror, CommitId base, CommitId theirs, String path) {
        this.mirror = mirror;
        this.base = base;
        this.theirs = theirs;
        this.path = path;
    }

    List<String> unmerged() {
        return unmerged;
    }

    Unmerged asUnmerged() {
        return new Unmerged(path, theirs, unmerged);
    }

    @Override
    public void apply(WorkingTree tree) throws IOException, GitRefused {
        var before = byPath(mirror.at(base).files(path));
        var now = byPath(mirror.at(theirs).files(path));
        var here = byPath(tree.files(path));
        var names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        var left = new ArrayList<String>();
        for (var name : names) {
            var wanted = now.get(name);
            if (!isSame(before.get(name), wanted)
                    && !isSame(here.get(name), wanted)
                    && !merge(tree, before.get(name), wanted, here.get(name))) {
                left.add(name);
            }
        }
        unmerged = List.copyOf(left);
    }

    private boolean merge(
            WorkingTree tree, @Nullable TreeFile before, @Nullable TreeFile wanted, @Nullable TreeFile here)
            throws IOException, GitRefused {
        if (isSame(before, here)) {
            if (wanted == null) {
                tree.delete(Objects.requireNonNull(here).path());
            } else {
                tree.take(theirs, wanted.path(), wanted.path());
            }
            return true;
        }
        return before != null
                && wanted != null
                && here != null
                && before.isFile()
                && wanted.isFile()
                && here.isFile()
                && mergeText(tree, here.path());
    }

    private boolean mergeText(WorkingTree tree, String file) throws IOException, GitRefused {
        var ours = tree.read(file).orElseThrow();
        var text = TextMerge.merge(
                mirror.at(base).read(file).orElseThrow(),
                ours,
                mirror.at(theirs).read(file).orElseThrow(),
                line -> IMAGE.matcher(line).matches());
        if (text.isEmpty() || (Editor.canRead(file, ours) && !Editor.canRead(file, text.get()))) {
            return false;
        }
        tree.write(file, text.get());
        return true;
    }

    private static boolean isSame(@Nullable TreeFile one, @Nullable TreeFile other) {
        return Objects.equals(one, other);
    }

    private static Map<String, TreeFile> byPath(List<TreeFile> files) {
        return files.stream().collect(Collectors.toMap(TreeFile::path, Function.identity()));
    }
}

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What changed in a folder between two commits, made in a tree that has changed as well. A file that can't be merged stays as it is. */
final class FolderMerge implements CommitDraft.Change {
    /** Which image of ours runs is for releases to say; a tag stands alone, without saying of which image it is. */
    private static final Pattern IMAGE =
            Pattern.compile("\\s*(- +)?[\"']?(image|newName|[A-Za-z]+Image)[\"']?\\s*:.*\\s*");

    private static final Pattern TAG =
            Pattern.compile("\\s*(- +)?[\"']?(newTag|tag|digest|[A-Za-z]+Tag)[\"']?\\s*:.*\\s*");

    private static final byte[] NOTHING = {};

    private final Mirror mirror;
    private final CommitId base;
    private final CommitId theirs;
    private final String path;
    private final List<String> images;
    private List<String> unmerged = List.of();

    FolderMerge(Mirror mirror, CommitId base, CommitId theirs, String path, List<String> images) {
        this.images = images;
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
                    && (isSecondPlace(tree, wanted, here) || !merge(tree, before.get(name), wanted, here.get(name)))) {
                left.add(name);
            }
        }
        unmerged = List.copyOf(left);
    }

    /** A new file for an image of ours that the folder has already: moved, or copied; it would run as it stands there, unreleased. */
    private boolean isSecondPlace(WorkingTree tree, @Nullable TreeFile wanted, Map<String, TreeFile> here)
            throws IOException, GitRefused {
        if (wanted == null || !wanted.isFile() || here.containsKey(wanted.path())) {
            return false;
        }
        var added = named(mirror.at(theirs).read(wanted.path()));
        if (added.isEmpty()) {
            return false;
        }
        for (var file : here.values()) {
            if (file.isFile() && named(tree.read(file.path())).stream().anyMatch(added::contains)) {
                return true;
            }
        }
        return false;
    }

    private List<String> named(Optional<byte[]> file) {
        var text = new String(file.orElse(NOTHING), StandardCharsets.UTF_8);
        return images.stream().filter(text::contains).toList();
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
                this::isForReleases);
        if (text.isEmpty() || (Editor.canRead(file, ours) && !Editor.canRead(file, text.get()))) {
            return false;
        }
        tree.write(file, text.get());
        return true;
    }

    private boolean isForReleases(String line) {
        return TAG.matcher(line).matches()
                || (IMAGE.matcher(line).matches() && images.stream().anyMatch(line::contains));
    }

    private static boolean isSame(@Nullable TreeFile one, @Nullable TreeFile other) {
        return Objects.equals(one, other);
    }

    private static Map<String, TreeFile> byPath(List<TreeFile> files) {
        return files.stream().collect(Collectors.toMap(TreeFile::path, Function.identity()));
    }
}

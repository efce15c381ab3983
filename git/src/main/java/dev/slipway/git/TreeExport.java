package dev.slipway.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Writes a tree into an empty folder. Whoever wrote the tree is not trusted: nothing lands or leads outside. */
final class TreeExport {
    private static final int LINK_BYTES_MAX = 4096;

    private final ObjectReader reader;
    private final GitLimits limits;
    private final Path folder;
    private final Map<Path, String> links = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();
    private final Set<Path> made = new HashSet<>();
    private final ObjectChecker checker = new ObjectChecker();
    private int files;
    private long bytes;

    TreeExport(ObjectReader reader, GitLimits limits, Path folder) {
        this.reader = reader;
        this.limits = limits;
        this.folder = folder.toAbsolutePath().normalize();
    }

    Exported of(AnyObjectId tree) throws IOException, GitRefused {
        Files.createDirectories(folder);
        try (var there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new IOException(folder + " is not empty");
            }
        }
        try (var walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            while (walk.next()) {
                export(walk.getPathString(), walk.getFileMode(), walk.getObjectId(0));
            }
        }
        // Links come last: no file is ever written through one.
        for (var link : links.entrySet()) {
            Files.createSymbolicLink(link.getKey(), Path.of(link.getValue()));
        }
        return new Exported(files, bytes, List.copyOf(leftOut));
    }

    private void export(String path, FileMode mode, AnyObjectId id) throws IOException, GitRefused {
        var target = inside(path);
        if (++files > limits.exportFilesMax()) {
            throw tooBig("more than " + limits.exportFilesMax() + " files");
        }
        if (FileMode.SYMLINK.equals(mode.getBits())) {
            link(path, target, new String(reader.open(id).getCachedBytes(LINK_BYTES_MAX), StandardCharsets.UTF_8));
        } else if (FileMode.GITLINK.equals(mode.getBits())) {
            leftOut.add(path);
        } else {
            file(target, mode, id);
        }
    }

    private void file(Path target, FileMode mode, AnyObjectId id) throws IOException, GitRefused {
        var loader = reader.open(id);
        bytes += loader.getSize();
        if (bytes > limits.exportBytesMax()) {
            throw tooBig("more than " + limits.exportBytesMax() + " bytes");
        }
        makeParent(target);
        try (var out = Files.newOutputStream(target)) {
            loader.copyTo(out);
        }
        if (FileMode.EXECUTABLE_FILE.equals(mode.getBits()) && !target.toFile().setExecutable(true, false)) {
            throw new IOException(target + " cannot be made executable");
        }
    }

    private void link(String path, Path target, String to) throws IOException {
        if (staysInside(target, to)) {
            makeParent(target);
            links.put(target, to);
        } else {
            leftOut.add(path);
        }
    }

    /**
     * Steps up are allowed at the beginning only: they start at a true folder. After a name they might start at another
     * link, and lead out although they look harmless.
     */
    private boolean staysInside(Path link, String to) {
        if (to.isEmpty() || to.startsWith("/") || to.indexOf('\0') >= 0) {
            return false;
        }
        var named = false;
        for (var part : to.split("/", -1)) {
            if (part.equals("..") && named) {
                return false;
            }
            named |= !part.equals("..") && !part.equals(".") && !part.isEmpty();
        }
        return link.resolveSibling(to).normalize().startsWith(folder);
    }

    private Path inside(String path) throws GitRefused {
        try {
            checker.checkPath(path);
            var target = folder.resolve(path).normalize();
            if (target.startsWith(folder) && !target.equals(folder)) {
                return target;
            }
        } catch (CorruptObjectException | InvalidPathException _) {
            // told below, as for a path that leads out
        }
        throw new GitRefused("the tree holds '" + path + "', which no checkout may write", "remove it from the commit");
    }

    private void makeParent(Path target) throws IOException {
        var parent = target.getParent();
        if (parent != null && made.add(parent)) {
            Files.createDirectories(parent);
        }
    }

    private static GitRefused tooBig(String what) {
        return new GitRefused("the tree has " + what, "build from a smaller context, or raise the limit for exports");
    }
}

package dev.slipway.buildservice.outbound.assembler.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** Lists the files of a folder that an image may be made of. Links are listed as links, never followed. */
public final class BuildContext extends SimpleFileVisitor<Path> {
    private final Path root;
    private final IgnoreRules ignored;
    private final ContextLimits limits;
    private final FileTree tree = new FileTree();
    private long bytes;
    private int files;

    private BuildContext(Path root, IgnoreRules ignored, ContextLimits limits) {
        this.root = root;
        this.ignored = ignored;
        this.limits = limits;
    }

    public static FileTree list(Path root, Path dockerfile, ContextLimits limits) throws IOException, FilesRefused {
        var context = new BuildContext(root, IgnoreRules.of(root, dockerfile), limits);
        try {
            Files.walkFileTree(root, context);
        } catch (IllegalArgumentException e) {
            throw new FilesRefused(".dockerignore: " + e.getMessage(), "Simplify the pattern");
        }
        if (context.isOverLimit()) {
            throw new FilesRefused(
                    "the build context has more than %d files or %d bytes"
                            .formatted(limits.filesMax(), limits.bytesMax()),
                    "List what the image doesn't need in .dockerignore");
        }
        return context.tree;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        if (folder.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        var path = root.relativize(folder).toString();
        if (ignored.ignores(path)) {
            return ignored.mayKeep() ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }
        return keep(path, new Node.Folder(mode(folder), Node.Folder.ROOT), 0);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        var path = root.relativize(file).toString();
        if (ignored.ignores(path)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) {
            return keep(path, new Node.Link(Files.readSymbolicLink(file).toString()), 0);
        }
        if (attributes.isRegularFile()) {
            return keep(path, new Node.File(file, mode(file), Node.Folder.ROOT), attributes.size());
        }
        return FileVisitResult.CONTINUE;
    }

    private FileVisitResult keep(String path, Node node, long size) {
        files++;
        bytes += size;
        for (var slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            var parent = "/" + path.substring(0, slash);
            if (tree.find(parent).isEmpty()) {
                tree.put(parent, Node.Folder.PLAIN);
            }
        }
        tree.put("/" + path, node);
        return isOverLimit() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private boolean isOverLimit() {
        return files > limits.filesMax() || bytes > limits.bytesMax();
    }

    private static int mode(Path file) throws IOException {
        var mode = 0;
        var permissions = Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .permissions();
        for (var permission : PosixFilePermission.values()) {
            mode = mode << 1 | (permissions.contains(permission) ? 1 : 0);
        }
        return mode;
    }
}

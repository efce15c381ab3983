package dev.slipway.buildservice.outbound.assembler.files;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Files by absolute path, as an image or a build context has them. Nothing is read to answer. */
public final class FileTree {
    private static final int LINKS_MAX = 40;
    private final NavigableMap<String, Node> nodes;

    public FileTree() {
        nodes = new TreeMap<>();
    }

    public FileTree(FileTree other) {
        nodes = new TreeMap<>(other.nodes);
    }

    public void put(String path, Node node) {
        nodes.put(path, node);
    }

    public Optional<Node> find(String path) {
        return path.equals("/") ? Optional.of(Node.Folder.PLAIN) : Optional.ofNullable(nodes.get(path));
    }

    public NavigableMap<String, Node> below(String path) {
        return path.equals("/") ? nodes : nodes.subMap(path + "/", true, path + "0", false);
    }

    /** Paths that a pattern means, in order; not those below a folder that it means already. */
    public List<String> matching(String pattern) {
        var glob = Glob.ofCopy(pattern);
        var found = new LinkedHashSet<String>();
        for (var path : nodes.keySet()) {
            if (!isBelowOneOf(found, path) && glob.matches(path.substring(1))) {
                found.add(path);
            }
        }
        return List.copyOf(found);
    }

    private static boolean isBelowOneOf(Set<String> folders, String path) {
        for (var end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (folders.contains(path.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    /** Where a path leads once its links are followed, inside this tree only. */
    public String resolve(String path) throws FilesRefused {
        var left = new ArrayDeque<>(parts(path));
        var at = "";
        var links = 0;
        while (!left.isEmpty()) {
            var part = left.pop();
            if (part.equals("..")) {
                if (at.isEmpty()) {
                    throw new FilesRefused(
                            path.substring(1) + " leads out of the build context", "Copy from inside it");
                }
                at = at.substring(0, at.lastIndexOf('/'));
            } else if (nodes.get(at + "/" + part) instanceof Node.Link(var target)) {
                if (++links > LINKS_MAX || target.startsWith("/")) {
                    throw new FilesRefused(
                            "the link %s leads to %s, out of the build context".formatted(path.substring(1), target),
                            "Replace it by the file, or by a relative link inside the context");
                }
                parts(target).reversed().forEach(left::push);
            } else {
                at = at + "/" + part;
            }
        }
        return at.isEmpty() ? "/" : at;
    }

    private static List<String> parts(String path) {
        return List.of(path.split("/")).stream()
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }
}

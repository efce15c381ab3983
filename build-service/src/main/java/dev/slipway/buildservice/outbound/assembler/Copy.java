package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.buildservice.outbound.assembler.files.FileTree;
import dev.slipway.buildservice.outbound.assembler.files.FilesRefused;
import dev.slipway.buildservice.outbound.assembler.files.Node;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One COPY: puts files of one tree into another, to the places where BuildKit would put them. */
final class Copy {
    private static final int DEPTH_MAX = 100;

    /** What --chown and --chmod ask for. */
    record Attributes(Optional<String> owner, Optional<Integer> mode) {
        static final Attributes NONE = new Attributes(Optional.empty(), Optional.empty());
    }

    private final FileTree from;
    private final FileTree into;
    private final Attributes attributes;
    private final int filesMax;
    private final SortedMap<String, Node> changes = new TreeMap<>();
    private int linksFollowed;

    Copy(FileTree from, FileTree into, Attributes attributes, int filesMax) {
        this.from = from;
        this.into = into;
        this.attributes = attributes;
        this.filesMax = filesMax;
    }

    /** A destination that ends with a slash is a folder. Nothing at all may be meant by a pattern, not by a name. */
    SortedMap<String, Node> run(List<String> sources, String destination) throws FilesRefused {
        for (var source : sources) {
            if (source.matches(".*[*?\\[].*")) {
                for (var match : matching(source)) {
                    copy(match, destination);
                }
            } else {
                copy(Paths.clean(inside(source)), destination);
            }
        }
        return changes;
    }

    /** How many links were replaced by what they lead to; Docker would have copied them as links. */
    int linksFollowed() {
        return linksFollowed;
    }

    SortedMap<String, Node> makeFolder(String path) throws FilesRefused {
        folder(path);
        return changes;
    }

    private List<String> matching(String source) throws FilesRefused {
        try {
            return from.matching(Paths.clean(inside(source)).substring(1));
        } catch (IllegalArgumentException e) {
            throw new FilesRefused(String.valueOf(e.getMessage()), "Correct the pattern");
        }
    }

    private void copy(String source, String destination) throws FilesRefused {
        var path = from.resolve(source);
        var node = from.find(path)
                .orElseThrow(() -> new FilesRefused(
                        Paths.clean(source).substring(1) + " isn't there, or .dockerignore leaves it out",
                        "Add the file, or correct the path: it starts at the build context"));
        var target = Paths.clean(destination);
        if (node instanceof Node.Folder) {
            folder(target);
            contents(path, target, 0);
        } else {
            var isFolder = destination.endsWith("/") || into.find(target).orElse(null) instanceof Node.Folder;
            var place = isFolder ? Paths.join(target, Paths.name(source)) : target;
            folder(Paths.parent(place));
            put(place, node);
        }
    }

    private void contents(String folder, String target, int depth) throws FilesRefused {
        if (depth > DEPTH_MAX) {
            throw new FilesRefused("the links in %s lead in a circle".formatted(folder.substring(1)), "Remove one");
        }
        for (var entry : from.below(folder).entrySet()) {
            var place = Paths.join(target, entry.getKey().substring(folder.equals("/") ? 1 : folder.length() + 1));
            if (entry.getValue() instanceof Node.Link(var leadsTo)) {
                var path = from.resolve(entry.getKey());
                var node = from.find(path)
                        .orElseThrow(() -> new FilesRefused(
                                "the link %s leads to %s, which isn't there"
                                        .formatted(entry.getKey().substring(1), leadsTo),
                                "Remove the link, or list it in .dockerignore"));
                linksFollowed++;
                put(place, node);
                if (node instanceof Node.Folder) {
                    contents(path, place, depth + 1);
                }
            } else {
                put(place, entry.getValue());
            }
        }
    }

    private void put(String path, Node node) throws FilesRefused {
        var there = into.find(path);
        if (there.isPresent() && there.get() instanceof Node.Folder != node instanceof Node.Folder) {
            throw new FilesRefused("%s would be a file and a folder".formatted(path), "Copy to another place");
        }
        change(
                path,
                switch (node) {
                    case Node.File file -> new Node.File(file.source(), attributes.mode.orElse(file.mode()), owner());
                    case Node.Folder folder -> new Node.Folder(attributes.mode.orElse(folder.mode()), owner());
                    case Node.Link link -> link;
                });
    }

    /** Makes a folder with those above it; those that are there go into the layer too, or it would reset their attributes. */
    private void folder(String path) throws FilesRefused {
        if (path.equals("/")) {
            return;
        }
        folder(Paths.parent(path));
        var there = into.find(path);
        if (there.isPresent() && !(there.get() instanceof Node.Folder)) {
            throw new FilesRefused(path + " is a file already", "Copy to another place");
        }
        change(path, there.orElseGet(() -> new Node.Folder(0755, owner())));
    }

    private void change(String path, Node node) throws FilesRefused {
        into.put(path, node);
        changes.put(path, node);
        if (changes.size() > filesMax) {
            throw new FilesRefused("copies more than %d files".formatted(filesMax), "Copy less");
        }
    }

    private String owner() {
        return attributes.owner.orElse(Node.Folder.ROOT);
    }

    private static String inside(String source) throws FilesRefused {
        var depth = 0;
        for (var part : source.split("/", -1)) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                throw new FilesRefused(source + " leads out of the build context", "Copy from inside it");
            }
        }
        return source;
    }
}

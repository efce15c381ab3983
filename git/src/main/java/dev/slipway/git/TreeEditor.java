package dev.slipway.git;

import dev.slipway.git.TreeReading.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Writes the trees on the way to what changed; all others are kept by their hash. */
final class TreeEditor {
    private final ObjectReader reader;
    private final ObjectInserter inserter;

    TreeEditor(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /** The root after the edits; an empty entry deletes. */
    ObjectId edited(ObjectId root, Map<String, Optional<Entry>> edits) throws IOException {
        var raw = new TreeMap<String, Optional<Entry>>();
        edits.forEach((path, entry) -> raw.put(raw(path), entry));
        var tree = rewritten(Optional.of(root), raw);
        return tree.isPresent() ? tree.get() : inserter.insert(new TreeFormatter());
    }

    private Optional<ObjectId> rewritten(Optional<ObjectId> tree, SortedMap<String, Optional<Entry>> edits)
            throws IOException {
        var entries = tree.isPresent() ? entriesOf(tree.get()) : new TreeMap<String, Entry>();
        while (!edits.isEmpty()) {
            var first = edits.firstKey();
            var slash = first.indexOf('/');
            if (slash < 0) {
                put(entries, first, Objects.requireNonNull(edits.remove(first)));
            } else {
                var name = first.substring(0, slash);
                var folder = Optional.ofNullable(entries.get(name + "/"));
                var below = rewritten(folder.map(Entry::id), taken(edits, name + "/"));
                // Deleting below a file is no reason to take the file away.
                if (folder.isPresent() || below.isPresent()) {
                    put(entries, name, below.map(id -> new Entry(FileMode.TREE, id)));
                }
            }
        }
        return entries.isEmpty() ? Optional.empty() : Optional.of(written(entries));
    }

    private static SortedMap<String, Optional<Entry>> taken(SortedMap<String, Optional<Entry>> edits, String prefix) {
        var range = edits.subMap(prefix, prefix + Character.MAX_VALUE);
        var below = new TreeMap<String, Optional<Entry>>();
        range.forEach((path, entry) -> below.put(path.substring(prefix.length()), entry));
        range.clear();
        return below;
    }

    /** Git orders a folder as if its name ended with a slash, so that is how it is kept here. */
    private static void put(SortedMap<String, Entry> entries, String name, Optional<Entry> entry) {
        entries.remove(name);
        entries.remove(name + "/");
        entry.ifPresent(there -> entries.put(there.isTree() ? name + "/" : name, there));
    }

    private SortedMap<String, Entry> entriesOf(AnyObjectId tree) throws IOException {
        var entries = new TreeMap<String, Entry>();
        var parser = new CanonicalTreeParser(new byte[0], reader, tree);
        for (; !parser.eof(); parser.next()) {
            var name = new byte[parser.getNameLength()];
            parser.getName(name, 0);
            var entry = new Entry(parser.getEntryFileMode(), parser.getEntryObjectId());
            entries.put(new String(name, StandardCharsets.ISO_8859_1) + (entry.isTree() ? "/" : ""), entry);
        }
        return entries;
    }

    private ObjectId written(SortedMap<String, Entry> entries) throws IOException {
        var formatter = new TreeFormatter();
        for (var named : entries.entrySet()) {
            var key = named.getKey();
            var name = named.getValue().isTree() ? key.substring(0, key.length() - 1) : key;
            formatter.append(
                    name.getBytes(StandardCharsets.ISO_8859_1),
                    named.getValue().mode(),
                    named.getValue().id());
        }
        return inserter.insert(formatter);
    }

    /** One char for each byte: names that are no UTF-8 survive, and the order is Git's. */
    private static String raw(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}

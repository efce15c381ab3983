package dev.slipway.git;

import dev.slipway.git.TreeReading.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** Writes the trees on the way to what changed; all others are kept by their hash. */
final class TreeEditor {
    private final Trees trees;
    private final ObjectInserter inserter;

    TreeEditor(Trees trees, ObjectInserter inserter) {
        this.trees = trees;
        this.inserter = inserter;
    }

    /** The root after the edits; an empty entry deletes. */
    ObjectId edited(ObjectId root, Map<String, Optional<Entry>> edits) throws IOException {
        var raw = new TreeMap<String, Optional<Entry>>();
        edits.forEach((path, entry) -> raw.put(raw(path), entry));
        var tree = rewritten(Optional.of(root), raw);
        return tree.isPresent() ? tree.get() : inserted(new byte[0]);
    }

    private Optional<ObjectId> rewritten(Optional<ObjectId> tree, SortedMap<String, Optional<Entry>> edits)
            throws IOException {
        var before = tree.isPresent() ? trees.of(tree.get()) : new byte[0];
        var here = new TreeMap<String, Optional<Entry>>();
        while (!edits.isEmpty()) {
            var first = edits.firstKey();
            var slash = first.indexOf('/');
            if (slash < 0) {
                here.put(first, Objects.requireNonNull(edits.remove(first)));
            } else {
                var name = first.substring(0, slash);
                var folder = folder(before, here, name);
                var below = rewritten(folder, taken(edits, name + "/"));
                // Deleting below a file is no reason to take the file away.
                if (folder.isPresent() || below.isPresent()) {
                    here.put(name, below.map(id -> new Entry(FileMode.TREE, id)));
                }
            }
        }
        if (here.isEmpty() && before.length > 0) {
            return tree;
        }
        var patched = patched(before, here);
        return patched.isPresent() ? Optional.of(inserted(patched.get())) : arranged(before, here);
    }

    private static Optional<ObjectId> folder(byte[] before, Map<String, Optional<Entry>> here, String name) {
        var found = here.containsKey(name)
                ? Objects.requireNonNull(here.get(name))
                : Trees.find(before, bytes(name))
                        .map(place -> new Entry(place.mode(), ObjectId.fromRaw(before, place.id())));
        return found.filter(Entry::isTree).map(Entry::id);
    }

    /** What is there already gets another id in its place: of a large folder nothing else is touched. */
    private static Optional<byte[]> patched(byte[] before, Map<String, Optional<Entry>> here) {
        var raw = before.clone();
        for (var named : here.entrySet()) {
            var entry = named.getValue();
            var place = Trees.find(raw, bytes(named.getKey()));
            if (entry.isEmpty()
                    || place.isEmpty()
                    || !place.get().mode().equals(entry.get().mode().getBits())) {
                return Optional.empty();
            }
            entry.get().id().copyRawTo(raw, place.get().id());
        }
        return raw.length == 0 ? Optional.empty() : Optional.of(raw);
    }

    private Optional<ObjectId> arranged(byte[] before, Map<String, Optional<Entry>> here) throws IOException {
        var entries = entriesOf(before);
        here.forEach((name, entry) -> put(entries, name, entry));
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

    private static SortedMap<String, Entry> entriesOf(byte[] tree) {
        var entries = new TreeMap<String, Entry>();
        var parser = new CanonicalTreeParser();
        parser.reset(tree);
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
                    bytes(name), named.getValue().mode(), named.getValue().id());
        }
        return inserted(formatter.toByteArray());
    }

    private ObjectId inserted(byte[] tree) throws IOException {
        var id = inserter.insert(Constants.OBJ_TREE, tree);
        trees.keep(id, tree);
        return id;
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One char for each byte: names that are no UTF-8 survive, and the order is Git's. */
    private static String raw(String path) {
        return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}

package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All objects of the cluster, a file each, with resource versions and those who watch. */
final class Store {
    static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;
    private final TreeMap<String, ObjectNode> byKey = new TreeMap<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private long version;

    @FunctionalInterface
    interface Watcher {
        void saw(String type, Kind kind, ObjectNode object);
    }

    Store(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (var files = Files.list(folder)) {
            for (var file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                var object = (ObjectNode) JSON.readTree(file.toFile());
                byKey.put(keyOf(object), object);
                version = Math.max(
                        version,
                        Long.parseLong(
                                object.path("metadata").path("resourceVersion").asText("0")));
            }
        }
    }

    synchronized Optional<ObjectNode> get(Kind kind, String namespace, String name) {
        return Optional.ofNullable(byKey.get(key(kind.kind(), namespace, name))).map(ObjectNode::deepCopy);
    }

    synchronized List<ObjectNode> list(Kind kind, @Nullable String namespace) {
        var prefix = kind.kind() + "/" + (namespace == null ? "" : namespace + "/");
        var found = new ArrayList<ObjectNode>();
        for (var entry : byKey.tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            found.add(entry.getValue().deepCopy());
        }
        return found;
    }

    /** Stores an object; one that is as it was keeps its resource version. A change of its spec counts as a generation. */
    synchronized ObjectNode put(Kind kind, ObjectNode wanted) {
        var object = wanted.deepCopy();
        var metadata = object.withObject("/metadata");
        var before = byKey.get(keyOf(object));
        if (before == null) {
            metadata.put("uid", UUID.randomUUID().toString());
            metadata.put(
                    "creationTimestamp",
                    Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
            metadata.put("generation", 1);
        } else {
            metadata.set("uid", before.path("metadata").get("uid"));
            metadata.set("creationTimestamp", before.path("metadata").get("creationTimestamp"));
            metadata.set("resourceVersion", before.path("metadata").get("resourceVersion"));
            var generation = before.path("metadata").path("generation").asLong(1);
            var changed = !same(before.path("spec"), object.path("spec"));
            metadata.put("generation", changed ? generation + 1 : generation);
            if (same(object, before)) {
                return object;
            }
        }
        metadata.put("resourceVersion", Long.toString(++version));
        byKey.put(keyOf(object), object);
        write(object);
        tell(before == null ? "ADDED" : "MODIFIED", kind, object);
        return object.deepCopy();
    }

    /** Changes an object as it is now, so that nothing that was applied meanwhile gets lost. */
    synchronized void change(Kind kind, ObjectNode known, Consumer<ObjectNode> change) {
        var now = byKey.get(keyOf(known));
        if (now != null && now.at("/metadata/uid").equals(known.at("/metadata/uid"))) {
            var changed = now.deepCopy();
            change.accept(changed);
            put(kind, changed);
        }
    }

    synchronized boolean delete(Kind kind, String namespace, String name) {
        var gone = byKey.remove(key(kind.kind(), namespace, name));
        if (gone == null) {
            return false;
        }
        try {
            Files.deleteIfExists(fileOf(gone));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gone.withObject("/metadata").put("resourceVersion", Long.toString(++version));
        tell("DELETED", kind, gone);
        return true;
    }

    synchronized long version() {
        return version;
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** A number that was read from a file may be an int where a long was written: for Jackson they are not equal. */
    private static boolean same(JsonNode one, JsonNode other) {
        return one.equals(
                (a, b) -> a.isNumber() && b.isNumber()
                        ? a.decimalValue().compareTo(b.decimalValue())
                        : a.equals(b) ? 0 : 1,
                other);
    }

    private void tell(String type, Kind kind, ObjectNode object) {
        watchers.forEach(watcher -> watcher.saw(type, kind, object));
    }

    private void write(ObjectNode object) {
        try {
            var file = fileOf(object);
            var beside = file.resolveSibling(file.getFileName() + ".new");
            JSON.writeValue(beside.toFile(), object);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path fileOf(ObjectNode object) {
        return folder.resolve(keyOf(object).replace('/', '~') + ".json");
    }

    private static String keyOf(ObjectNode object) {
        var metadata = object.path("metadata");
        return key(
                object.path("kind").asText(),
                metadata.path("namespace").asText(""),
                metadata.path("name").asText());
    }

    private static String key(String kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }
}

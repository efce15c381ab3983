package dev.slipway.configediting.preview;

import dev.slipway.configediting.form.ConfigObject;
import dev.slipway.configediting.preview.ObjectChange.Fate;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.YamlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file's objects by kind, namespace and name. Where two have the same, or none, they are told apart by their order. */
record FileObjects(Map<Key, ConfigObject> byKey) {
    static final FileObjects NONE = new FileObjects(Map.of());

    record Key(String kind, String namespace, String name, int number) {}

    /** A file that can't be read has no objects; its lines can be compared all the same. */
    static FileObjects in(String path, byte[] bytes) {
        var objects = new LinkedHashMap<Key, ConfigObject>();
        try {
            var file = YamlFile.read(path, bytes);
            for (var document : file.documents()) {
                for (var object : ConfigObject.in(file, document)) {
                    var number = 0;
                    while (objects.containsKey(key(object, number))) {
                        number++;
                    }
                    objects.put(key(object, number), object);
                }
            }
            return new FileObjects(objects);
        } catch (UnsafeYaml _) {
            return NONE;
        }
    }

    private static Key key(ConfigObject object, int number) {
        return new Key(object.kind(), object.namespace(), object.name(), number);
    }

    boolean holdSecret() {
        return byKey.values().stream().anyMatch(FileObjects::isPlainSecret);
    }

    private static boolean isPlainSecret(ConfigObject object) {
        return object.kind().equals("Secret");
    }

    List<ObjectChange> changesSince(FileObjects before, String path) {
        var keys = new LinkedHashSet<>(before.byKey.keySet());
        keys.addAll(byKey.keySet());
        var changes = new ArrayList<ObjectChange>();
        for (var key : keys) {
            var was = Optional.ofNullable(before.byKey.get(key));
            var is = Optional.ofNullable(byKey.get(key));
            change(path, key, was, is).ifPresent(changes::add);
        }
        return changes;
    }

    private static Optional<ObjectChange> change(
            String path, Key key, Optional<ConfigObject> was, Optional<ConfigObject> is) {
        if (was.isEmpty() || is.isEmpty()) {
            var fate = was.isEmpty() ? Fate.ADDED : Fate.REMOVED;
            return Optional.of(new ObjectChange(path, key.kind, key.namespace, key.name, fate, List.of(), 0));
        }
        var diff = TreeDiff.between(was.get().root(), is.get().root(), isPlainSecret(is.get()));
        return diff.changes().isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectChange(
                        path, key.kind, key.namespace, key.name, Fate.CHANGED, diff.changes(), diff.more()));
    }
}

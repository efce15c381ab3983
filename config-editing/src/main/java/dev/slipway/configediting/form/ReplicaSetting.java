package dev.slipway.configediting.form;

import dev.slipway.configediting.Edit.SetReplicas;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Place;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Position;
import dev.slipway.configediting.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sets how many pods run: in the workload, in a kustomization that overrides it, or in a chart's values. */
final class ReplicaSetting {
    private static final Set<String> SCALABLE =
            Set.of("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "Rollout", "CloneSet");

    private final ConfigReader reader;
    private final SetReplicas edit;
    private final Value replicas;

    ReplicaSetting(ConfigReader reader, SetReplicas edit) {
        this.reader = reader;
        this.edit = edit;
        replicas = Value.number(edit.replicas());
    }

    void apply(Sheets sheets) throws EditRefused {
        var search = new ContainerSearch(reader, edit.container());
        var found = search.all();
        var kustomization = Kustomization.of(reader).map(Kustomization::object);
        var objects = found.stream().map(Component::object).distinct().toList();
        if (objects.size() > 1) {
            throw EditRefused.ambiguous(
                    "several workloads could be meant by " + edit.container().described(),
                    "say which: Kind/name",
                    found.stream().map(Component::place).toList());
        }
        var name = objects.isEmpty()
                ? edit.container().where().object().map(it -> it.substring(it.lastIndexOf('/') + 1))
                : Optional.of(objects.getFirst().name()).filter(it -> !it.isEmpty());
        var overridden = name.isPresent()
                && kustomization.isPresent()
                && override(sheets, kustomization.get(), name.get(), objects.isEmpty());
        if (overridden) {
            return;
        }
        if (objects.isEmpty()) {
            throw search.missing();
        }
        if (found.getFirst().role() == Role.CONTAINER) {
            workload(sheets, objects.getFirst());
        } else {
            values(sheets, found.getFirst());
        }
    }

    /** A kustomization's entry decides; it is added where the workload itself is not among the files. */
    private boolean override(Sheets sheets, ConfigObject kustomization, String name, boolean add) throws EditRefused {
        var document = kustomization.document();
        if (Lookup.in(kustomization.root(), "replicas").orElse(null) instanceof Sequence entries) {
            for (var item : entries.items()) {
                var entry = Lookup.mapping(item)
                        .filter(it -> Lookup.text(it, "name").equals(name));
                if (entry.isPresent()) {
                    var count = Part.of(document, entry.get(), "count", "name");
                    sheets.write(
                            kustomization, place(kustomization, entry.get(), count), it -> count.set(it, replicas));
                    return true;
                }
            }
        }
        if (add && new Kustomization(kustomization).refersOutside(reader.files())) {
            var entry = Value.fields("name", Value.text(name), "count", replicas);
            sheets.write(
                    kustomization,
                    kustomization.place(document, kustomization.root()),
                    it -> new ListAddition(document, kustomization.root(), "replicas").add(it, entry));
            return true;
        }
        return false;
    }

    private void workload(Sheets sheets, ConfigObject object) throws EditRefused {
        var spec = object.root().mapping("spec");
        var there = spec.flatMap(it -> Lookup.in(it, "replicas"));
        if (spec.isEmpty() || (there.isEmpty() && !SCALABLE.contains(object.kind()))) {
            throw EditRefused.unsafe(
                    object.file().path(),
                    object.document().line(object.root()),
                    "a " + object.kind() + " has no replicas",
                    "name a Deployment, a StatefulSet or the like");
        }
        var document = object.document();
        var place = object.place(document, there.orElse(spec.get()));
        sheets.write(object, place, sheet -> {
            if (there.isPresent()) {
                sheet.set(document, there.get(), replicas);
            } else {
                sheet.add(document, spec.get(), "replicas", replicas, Position.first());
            }
        });
    }

    private void values(Sheets sheets, Component component) throws EditRefused {
        for (var key : List.of("replicaCount", "replicas")) {
            var count = component.part(key, "");
            if (count.isThere()) {
                sheets.write(
                        component.object(),
                        place(component.object(), component.mapping(), count),
                        it -> count.set(it, replicas));
                return;
            }
        }
        throw EditRefused.missing(
                component.object().file().path(),
                "beside the image there is neither replicaCount nor replicas",
                "set the value by its path",
                List.of(component.place()));
    }

    private static Place place(ConfigObject object, Mapping around, Part part) {
        return object.place(part.document(), part.node() == null ? around : part.node());
    }
}

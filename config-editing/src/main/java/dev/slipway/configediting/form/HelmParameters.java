package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Position;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An Argo CD Application's {@code helm.parameters}: values by their dotted names, which win over the values beside them. Helm takes
 * a parameter of digits for a number, so such a tag is forced to be text.
 */
final class HelmParameters {
    private final ConfigObject object;
    private final Sequence parameters;
    private final List<Component> values;
    private final Map<String, Mapping> byName = new LinkedHashMap<>();

    private HelmParameters(ConfigObject object, Sequence parameters, List<Component> values) {
        this.object = object;
        this.parameters = parameters;
        this.values = values;
        for (var item : parameters.items()) {
            Lookup.mapping(item).ifPresent(it -> byName.put(Lookup.text(it, "name"), it));
        }
    }

    static HelmParameters of(ConfigObject object, Sequence parameters, List<Component> values) {
        return new HelmParameters(object, parameters, values);
    }

    void addTo(List<Component> found) {
        for (var component : values) {
            found.add(overridden(component));
        }
        for (var parameter : byName.entrySet()) {
            var name = parameter.getKey();
            var value = Lookup.in(parameter.getValue(), "value").orElse(null);
            if (value instanceof Scalar scalar && !scalar.value().isEmpty()) {
                slot(name, scalar)
                        .ifPresent(slot -> found.add(
                                new Component(object, object.document(), object.root(), Role.OVERRIDE, slot)));
            }
        }
    }

    private Optional<ImageSlot> slot(String name, Scalar value) {
        var dot = name.lastIndexOf('.') + 1;
        var prefix = name.substring(0, dot);
        var last = name.substring(dot);
        if (last.equals("repository")) {
            var registry = text(prefix + "registry");
            var repository = registry.isEmpty() ? value.value() : registry + "/" + value.value();
            var tag = part(prefix + "tag");
            return Optional.of(
                    new PartsSlot(object.document(), value, List.of(repository), tag, part(prefix + "digest"), true));
        }
        return last.toLowerCase(Locale.ROOT).endsWith("image")
                ? Optional.of(new ReferenceSlot(object.document(), value))
                : Optional.empty();
    }

    private String text(String name) {
        var parameter = byName.get(name);
        return parameter == null ? "" : Lookup.text(parameter, "value");
    }

    /** The values name the image, a parameter may say its tag. */
    private Component overridden(Component component) {
        if (!(component.image() instanceof PartsSlot slot)) {
            return component;
        }
        var path = slot.document().pathTo(slot.node()).toString().replaceFirst("^.*valuesObject\\.", "");
        var prefix = path.substring(0, path.lastIndexOf('.') + 1);
        var tag = byName.containsKey(prefix + "tag") ? part(prefix + "tag") : slot.tag();
        var digest = byName.containsKey(prefix + "digest") ? part(prefix + "digest") : slot.digest();
        var overridden = new PartsSlot(slot.document(), slot.node(), slot.names(), tag, digest, slot.algorithm());
        return new Component(
                component.object(), component.document(), component.mapping(), component.role(), overridden);
    }

    private Part part(String name) {
        var document = object.document();
        var parameter = byName.get(name);
        if (parameter == null) {
            return Part.missing(document, (sheet, value) -> sheet.append(document, parameters, added(name, value)));
        }
        var value = Lookup.in(parameter, "value").orElse(null);
        return new Part(
                document,
                value,
                (sheet, wanted) -> sheet.add(document, parameter, "value", wanted, Position.last()),
                (sheet, wanted) -> force(sheet, parameter, wanted));
    }

    private void force(Sheet sheet, Mapping parameter, Value value) throws UnsafeYaml {
        if (!isNumber(value) || Lookup.text(parameter, "forceString").equals("true")) {
            return;
        }
        var force = parameter.get("forceString");
        if (force.isPresent()) {
            sheet.set(object.document(), force.get(), Value.bool(true));
        } else {
            sheet.add(object.document(), parameter, "forceString", Value.bool(true), Position.last());
        }
    }

    private static Value added(String name, Value value) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", Value.text(name));
        fields.put("value", value);
        if (isNumber(value)) {
            fields.put("forceString", Value.bool(true));
        }
        return new Value.Fields(fields);
    }

    private static boolean isNumber(Value value) {
        return value instanceof Value.Text(var text) && text.matches("[1-9][0-9]*");
    }
}

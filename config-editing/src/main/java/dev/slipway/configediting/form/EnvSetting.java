package dev.slipway.configediting.form;

import dev.slipway.configediting.Edit.SetEnv;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Position;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;
import java.util.List;

/** Sets an environment variable of a container, or beside an image in a chart's values. */
final class EnvSetting {
    private static final List<String> VALUES_KEYS = List.of("env", "extraEnv", "extraEnvVars", "environment");

    private final ConfigReader reader;
    private final SetEnv edit;
    private final Value value;

    EnvSetting(ConfigReader reader, SetEnv edit) {
        this.reader = reader;
        this.edit = edit;
        value = Value.text(edit.value());
    }

    void apply(Sheets sheets) throws EditRefused {
        var component = new ContainerSearch(reader, edit.container()).one();
        var document = component.document();
        var key = component.role() == Role.CONTAINER ? "env" : keyInValues(component);
        var there = Lookup.in(component.mapping(), key).orElse(component.mapping());
        sheets.write(component.object(), component.object().place(document, there), sheet -> {
            switch (Lookup.in(component.mapping(), key).orElse(null)) {
                case Sequence list -> list(sheet, document, component, key, list);
                case Mapping map -> map(sheet, document, map);
                case Scalar nothing
                when component.role() == Role.VALUES ->
                    throw new UnsafeYaml(
                            document.line(nothing),
                            "it can't be seen whether a list or a mapping goes there",
                            "write one");
                case null, default -> add(sheet, document, component, key);
            }
        });
    }

    private static String keyInValues(Component component) throws EditRefused {
        for (var key : VALUES_KEYS) {
            if (Lookup.in(component.mapping(), key).isPresent()) {
                return key;
            }
        }
        throw EditRefused.missing(
                component.object().file().path(),
                "beside the image there is none of " + String.join(", ", VALUES_KEYS),
                "set the value by its path",
                List.of(component.place()));
    }

    private void list(Sheet sheet, Document document, Component component, String key, Sequence list)
            throws UnsafeYaml {
        var entries = list.items().stream()
                .flatMap(it -> Lookup.mapping(it).stream())
                .filter(it -> Lookup.text(it, "name").equals(edit.name()))
                .toList();
        if (entries.size() > 1) {
            throw new UnsafeYaml(
                    document.line(entries.get(1)), "the variable " + edit.name() + " stands there twice", "remove one");
        }
        if (entries.isEmpty()) {
            add(sheet, document, component, key);
            return;
        }
        var entry = entries.getFirst();
        var elsewhere = Lookup.in(entry, "valueFrom");
        if (elsewhere.isPresent()) {
            throw new UnsafeYaml(
                    document.line(elsewhere.get()),
                    "the variable " + edit.name() + " comes from elsewhere (valueFrom)",
                    "change it there, or give it a value of its own by hand");
        }
        Part.of(document, entry, "value", "name").set(sheet, value);
    }

    private void map(Sheet sheet, Document document, Mapping map) throws UnsafeYaml {
        var entry = Lookup.in(map, edit.name());
        if (entry.isPresent()) {
            sheet.set(document, entry.get(), value);
        } else {
            sheet.add(document, map, edit.name(), value, Position.last());
        }
    }

    private void add(Sheet sheet, Document document, Component component, String key) throws UnsafeYaml {
        var behind = component.mapping().entry("image").orElse(null);
        var entry = Value.fields("name", Value.text(edit.name()), "value", value);
        new ListAddition(document, component.mapping(), key, behind).add(sheet, entry);
    }
}

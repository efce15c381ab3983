package dev.slipway.configediting.form;

import dev.slipway.configediting.Edit.SetLiteral;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Place;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/** Sets a literal of a ConfigMap that a kustomization generates: {@code KEY=value}. */
final class LiteralSetting {
    private final ConfigReader reader;
    private final SetLiteral edit;

    LiteralSetting(ConfigReader reader, SetLiteral edit) {
        this.reader = reader;
        this.edit = edit;
    }

    void apply(Sheets sheets) throws EditRefused {
        var there = new ArrayList<Place>();
        var found = new ArrayList<ConfigObject>();
        var generators = new ArrayList<Mapping>();
        for (var object : reader.objects(edit.where(), "configMapGenerator", ConfigReader.NOTHING)
                .objects()) {
            if (object.form() == Form.KUSTOMIZATION
                    && Lookup.in(object.root(), "configMapGenerator").orElse(null) instanceof Sequence list) {
                for (var item : list.items()) {
                    var generator = Lookup.mapping(item);
                    generator.ifPresent(it -> there.add(
                            object.place(object.document(), it.get("name").orElse(it))));
                    if (generator
                            .filter(it -> Lookup.text(it, "name").equals(edit.configMap()))
                            .isPresent()) {
                        found.add(object);
                        generators.add(generator.get());
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw EditRefused.missing(
                    edit.where().file().orElse(""),
                    "no configMapGenerator is called " + edit.configMap(),
                    "correct the name, or add the generator",
                    there);
        }
        if (found.size() > 1) {
            throw EditRefused.ambiguous(
                    "several generators are called " + edit.configMap(), "name the file, or remove one", there);
        }
        var object = found.getFirst();
        var generator = generators.getFirst();
        sheets.write(object, object.place(object.document(), generator), it -> set(it, object, generator));
    }

    private void set(Sheet sheet, ConfigObject object, Mapping generator) throws UnsafeYaml {
        var literal = Value.text(edit.key() + "=" + quoted(edit.value()));
        var same = new ArrayList<Scalar>();
        if (Lookup.in(generator, "literals").orElse(null) instanceof Sequence literals) {
            for (var item : literals.items()) {
                if (Lookup.resolved(item) instanceof Scalar scalar
                        && key(scalar.value()).equals(edit.key())) {
                    same.add(scalar);
                }
            }
        }
        switch (same.size()) {
            case 0 -> new ListAddition(object.document(), generator, "literals").add(sheet, literal);
            case 1 -> {
                if (!unquoted(same.getFirst().value()).equals(edit.value())) {
                    sheet.set(object.document(), same.getFirst(), literal);
                }
            }
            default ->
                throw new UnsafeYaml(
                        object.document().line(same.get(1)), edit.key() + " stands there twice", "remove one");
        }
    }

    private static String key(String literal) {
        var equals = literal.indexOf('=');
        return equals < 0 ? literal : literal.substring(0, equals);
    }

    private static String unquoted(String literal) {
        var value = literal.substring(literal.indexOf('=') + 1);
        return isQuoted(value) ? value.substring(1, value.length() - 1) : value;
    }

    /** Kustomize takes one pair of quotes away, so a value that has some gets another. */
    private static String quoted(String value) {
        return isQuoted(value) ? "'" + value + "'" : value;
    }

    private static boolean isQuoted(String value) {
        return value.length() > 1
                && List.of('\'', '"').contains(value.charAt(0))
                && value.charAt(0) == value.charAt(value.length() - 1);
    }
}

package dev.slipway.configediting.form;

import dev.slipway.configediting.Edit.SetResource;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Position;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;
import java.util.List;

/** Sets a request or a limit of a container, or beside an image in a chart's values. */
final class ResourceSetting {
    private final ConfigReader reader;
    private final SetResource edit;

    ResourceSetting(ConfigReader reader, SetResource edit) {
        this.reader = reader;
        this.edit = edit;
    }

    void apply(Sheets sheets) throws EditRefused {
        var component = new ContainerSearch(reader, edit.container()).one();
        var document = component.document();
        var around = component.mapping();
        var resources = Lookup.in(around, "resources");
        if (component.role() == Role.VALUES && resources.isEmpty()) {
            throw EditRefused.missing(
                    component.object().file().path(),
                    "beside the image there are no resources",
                    "set the value by its path",
                    List.of(component.place()));
        }
        var place = component.object().place(document, resources.orElse(around));
        sheets.write(
                component.object(),
                place,
                sheet -> set(
                        sheet,
                        component,
                        around,
                        List.of("resources", edit.bound().name(), edit.resource())));
    }

    private void set(Sheet sheet, Component component, Mapping around, List<String> keys) throws UnsafeYaml {
        var document = component.document();
        var key = keys.getFirst();
        var rest = keys.subList(1, keys.size());
        var there = Lookup.in(around, key);
        if (there.isEmpty()) {
            var behind = key.equals("resources") ? around.entry("image").orElse(null) : null;
            sheet.add(document, around, key, nested(rest), Position.behind(behind));
        } else if (rest.isEmpty()) {
            sheet.set(document, there.get(), quantity(there.get() instanceof Scalar scalar && !scalar.isText()));
        } else if (there.get() instanceof Mapping inner) {
            set(sheet, component, inner, rest);
        } else {
            Nothing.refuseOther(document, there.get(), "a mapping");
            sheet.set(document, there.get(), nested(rest));
        }
    }

    private Value nested(List<String> keys) {
        var value = quantity(false);
        for (var key : keys.reversed()) {
            value = Value.field(key, value);
        }
        return value;
    }

    /** A number stays one where one stands; else it is text, which Kubernetes takes alike. */
    private Value quantity(boolean number) {
        var plain = edit.quantity().matches("0|[1-9][0-9]*(?:\\.[0-9]+)?");
        return number && plain ? new Value.Literal(edit.quantity()) : Value.text(edit.quantity());
    }
}

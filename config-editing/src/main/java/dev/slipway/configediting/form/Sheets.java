package dev.slipway.configediting.form;

import dev.slipway.configediting.Change;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Place;
import dev.slipway.configediting.yaml.Alteration;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one edit does to the files, and the places that it looked at. */
public final class Sheets {
    private final Map<String, Sheet> sheets = new LinkedHashMap<>();
    private final Map<Alteration, ConfigObject> objects = new HashMap<>();
    private final List<Place> places = new ArrayList<>();

    interface Writing {
        void to(Sheet sheet) throws UnsafeYaml;
    }

    /** Writes to the object's file. What must not be written by us is refused. */
    void write(ConfigObject object, Place place, Writing writing) throws EditRefused {
        var path = object.file().path();
        if (object.isEncrypted()) {
            throw EditRefused.unsafe(
                    path,
                    place.line(),
                    "SOPS has sealed the file, a change would break its seal",
                    "change it with sops");
        }
        if (object.isSecret()) {
            throw EditRefused.unsafe(
                    path,
                    place.line(),
                    "it is a Secret, whose values are not written here",
                    "change where it comes from");
        }
        var sheet = sheets.computeIfAbsent(path, _ -> new Sheet(object.file()));
        var before = sheet.alterations().size();
        try {
            writing.to(sheet);
        } catch (UnsafeYaml e) {
            throw EditRefused.unsafe(path, e);
        }
        var alterations = sheet.alterations();
        alterations.subList(before, alterations.size()).forEach(it -> objects.put(it, object));
        places.add(place);
    }

    public List<Place> places() {
        return List.copyOf(places);
    }

    public List<Change> changes() {
        var changes = new ArrayList<Change>();
        for (var sheet : sheets.entrySet()) {
            for (var alteration : sheet.getValue().alterations()) {
                changes.add(change(sheet.getKey(), alteration));
            }
        }
        return changes;
    }

    private Change change(String file, Alteration alteration) {
        var document = alteration.document();
        var node = alteration.node();
        var object = Optional.ofNullable(objects.get(alteration));
        var path = object.map(it -> FieldPaths.of(it, alteration).toString())
                .orElseGet(() -> alteration.path().toString());
        return new Change(
                file,
                document.line(node),
                object.map(ConfigObject::reference).orElse(""),
                path,
                alteration.before(),
                Optional.of(text(alteration.after())));
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Literal(var written) -> written;
            case Value.Fields(var fields) -> {
                var texts = new LinkedHashMap<String, String>();
                fields.forEach((key, field) -> texts.put(key, text(field)));
                yield texts.toString();
            }
            case Value.Items(var items) ->
                items.stream().map(Sheets::text).toList().toString();
        };
    }

    /** The files that become different, with their new bytes. */
    public Map<String, byte[]> written() throws EditRefused {
        var files = new LinkedHashMap<String, byte[]>();
        for (var sheet : sheets.entrySet()) {
            if (!sheet.getValue().alterations().isEmpty()) {
                try {
                    files.put(sheet.getKey(), sheet.getValue().written());
                } catch (UnsafeYaml e) {
                    throw EditRefused.unsafe(sheet.getKey(), e);
                }
            }
        }
        return files;
    }
}

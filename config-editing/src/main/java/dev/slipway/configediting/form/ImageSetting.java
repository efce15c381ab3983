package dev.slipway.configediting.form;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Image;
import dev.slipway.configediting.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sets an image wherever the files name it, if what they mean is clear. */
final class ImageSetting {
    private static final int CANDIDATES_MAX = 50;

    private final ConfigReader reader;
    private final SetImage edit;
    private final Image image;

    ImageSetting(ConfigReader reader, SetImage edit) {
        this.reader = reader;
        this.edit = edit;
        image = edit.image();
    }

    void apply(Sheets sheets) throws EditRefused {
        SecondWriter.refuse(reader, image);
        var found = reader.naming(edit.where(), image);
        var matching = new ArrayList<Component>();
        for (var component : components(found.objects())) {
            if (component.image() != null && component.image().names(image)) {
                matching.add(component);
            }
        }
        var chosen = ImageChoice.of(reader, image, matching);
        if (chosen.isEmpty()) {
            if (found.unreadable().isPresent()) {
                throw found.unreadable().get();
            }
            if (!new ImageAddition(reader, edit).apply(sheets)) {
                throw missing();
            }
        }
        for (var component : chosen) {
            var slot = component.image();
            if (slot != null) {
                sheets.write(component.object(), component.place(), sheet -> slot.write(sheet, image, edit.pin()));
            }
        }
    }

    static List<Component> components(List<ConfigObject> objects) {
        return objects.stream()
                .flatMap(object -> Components.of(object).stream())
                .toList();
    }

    private EditRefused missing() throws EditRefused {
        var searched = reader.paths(edit.where());
        var where = searched.isEmpty()
                ? "any file here"
                : searched.size() > 8
                        ? String.join(", ", searched.subList(0, 8)) + " and " + (searched.size() - 8) + " more"
                        : String.join(", ", searched);
        var there = there();
        return EditRefused.missing(
                "",
                "no container uses image " + image.name() + " in " + where
                        + (there.isEmpty() ? "; found no image at all" : ""),
                "set config.file in the catalog, or name the image there",
                there);
    }

    /** What could be meant comes first. */
    private List<Place> there() {
        var places = new ArrayList<Place>();
        for (var path : reader.files().files().keySet()) {
            if (ConfigFiles.isYaml(path) && places.size() < CANDIDATES_MAX) {
                try {
                    components(reader.objects(path, "")).stream()
                            .filter(it -> it.image() != null)
                            .map(Component::place)
                            .forEach(places::add);
                } catch (EditRefused _) {
                    // What can't be read can't be proposed.
                }
            }
        }
        places.sort(Comparator.comparing(it -> !it.value().contains(image.shortName())));
        return places.subList(0, Math.min(places.size(), CANDIDATES_MAX));
    }
}

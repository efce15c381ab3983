package dev.slipway.configediting.form;

import dev.slipway.configediting.Container;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Image;
import dev.slipway.configediting.Place;
import dev.slipway.configediting.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the container that an edit means, or the part of a chart's values that stands for it. */
final class ContainerSearch {
    private final ConfigReader reader;
    private final Container wanted;

    ContainerSearch(ConfigReader reader, Container wanted) {
        this.reader = reader;
        this.wanted = wanted;
    }

    Component one() throws EditRefused {
        var found = all();
        if (found.isEmpty()) {
            throw missing();
        }
        if (found.size() > 1) {
            throw EditRefused.ambiguous(
                    "several places could be " + wanted.described(),
                    "say which, by the container's name, its object or its file",
                    found.stream().map(Component::place).toList());
        }
        return found.getFirst();
    }

    List<Component> all() throws EditRefused {
        var image = wanted.image().map(it -> new Image(it, Optional.empty(), Optional.empty()));
        var word = image.map(Image::shortName).or(wanted::name).orElse("");
        var certain = image.map(Image::canonicalName).orElse(ConfigReader.NOTHING);
        var objects = reader.objects(wanted.where(), word, certain);
        var found = new ArrayList<Component>();
        for (var component : ImageSetting.components(objects.objects())) {
            if (component.role() != Role.OVERRIDE && fits(component, image)) {
                found.add(component);
            }
        }
        if (found.isEmpty() && objects.unreadable().isPresent()) {
            throw objects.unreadable().get();
        }
        return found;
    }

    private boolean fits(Component component, Optional<Image> image) {
        var slot = component.image();
        return image.map(it -> slot != null && slot.names(it)).orElse(true)
                && wanted.name().map(it -> it.equals(component.name())).orElse(true);
    }

    /** By its name, where it was looked for by one. */
    private Optional<Place> candidate(Component component) {
        var place = component.place();
        if (wanted.name().isEmpty()) {
            return Optional.of(place);
        }
        return component.name().isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(place.file(), place.line(), place.object(), place.path(), component.name()));
    }

    EditRefused missing() throws EditRefused {
        var there = new ArrayList<Place>();
        for (var path : reader.paths(Where.ANYWHERE)) {
            try {
                for (var component : ImageSetting.components(reader.objects(path, ""))) {
                    if (component.role() != Role.OVERRIDE && there.size() < 50) {
                        candidate(component).ifPresent(there::add);
                    }
                }
            } catch (EditRefused _) {
                // What can't be read can't be proposed.
            }
        }
        return EditRefused.missing(
                wanted.where().file().orElse(""),
                "nothing here is " + wanted.described(),
                "correct the name, or the file",
                there);
    }
}

package dev.slipway.configediting.form;

import dev.slipway.configediting.Place;
import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs an image.
 *
 * @param mapping a container, the part of a chart's values that stands for one, or an entry that overrides images
 * @param image where its image stands; a container without one has none
 */
public record Component(
        ConfigObject object,
        Document document,
        Mapping mapping,
        Role role,
        @Nullable ImageSlot image) {

    public String name() {
        return role == Role.CONTAINER ? Lookup.text(mapping, "name") : "";
    }

    public Place place() {
        var slot = image;
        if (slot == null) {
            var place = object.place(document, mapping);
            return new Place(place.file(), place.line(), place.object(), place.path(), name());
        }
        var place = object.place(slot.document(), slot.node());
        return new Place(place.file(), place.line(), place.object(), place.path(), slot.written());
    }

    Part part(String key, String behind) {
        return Part.of(document, mapping, key, behind);
    }

    Node node() {
        return image == null ? mapping : image.node();
    }
}

package dev.slipway.configediting.form;

import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Image;
import dev.slipway.configediting.Pin;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds an image to a kustomization that doesn't have it yet, where what it changes may stand in files that are not seen. */
final class ImageAddition {
    private final ConfigReader reader;
    private final SetImage edit;
    private final Image image;

    ImageAddition(ConfigReader reader, SetImage edit) {
        this.reader = reader;
        this.edit = edit;
        image = edit.image();
    }

    /** Whether there was a place for it. */
    boolean apply(Sheets sheets) throws EditRefused {
        var target = target();
        if (target.isEmpty() || hasNearlyThat(target.get())) {
            return false;
        }
        var object = target.get();
        var around = object.form() == Form.FLUX_KUSTOMIZATION
                ? object.root().mapping("spec").orElse(object.root())
                : object.root();
        var images = Lookup.in(around, "images").orElse(null);
        var place = object.place(object.document(), images == null ? around : images);
        sheets.write(object, place, sheet -> {
            var neighbour = images instanceof Sequence list && !list.items().isEmpty()
                    ? list.items().getLast()
                    : null;
            var how = edit.pin() == Pin.AS_WRITTEN ? as(neighbour) : edit.pin();
            var cut = ImageSlot.cut(image, how, place.line());
            new ListAddition(object.document(), around, "images").add(sheet, entry(cut));
        });
        return true;
    }

    private Optional<ConfigObject> target() throws EditRefused {
        var named = edit.where().file().isPresent() || edit.where().object().isPresent();
        if (named) {
            var objects = reader.objects(edit.where(), "", "").objects();
            return objects.size() == 1
                            && (objects.getFirst().form() == Form.KUSTOMIZATION
                                    || objects.getFirst().form() == Form.FLUX_KUSTOMIZATION)
                    ? Optional.of(objects.getFirst())
                    : Optional.empty();
        }
        var kustomization = Kustomization.of(reader);
        return kustomization.filter(it -> it.refersOutside(reader.files())).map(Kustomization::object);
    }

    /** An entry for hichat when root/hichat is wanted: a person should say whether it is the same. */
    private boolean hasNearlyThat(ConfigObject object) {
        return ImageSetting.components(List.of(object)).stream()
                .anyMatch(it -> it.image() instanceof PartsSlot slot
                        && slot.names().stream()
                                .anyMatch(name -> name.substring(name.lastIndexOf('/') + 1)
                                        .equals(image.shortName())));
    }

    private static Pin as(@Nullable Node neighbour) {
        if (!(neighbour instanceof Mapping entry)) {
            return Pin.AS_WRITTEN;
        }
        return ImageSlot.pin(
                Pin.AS_WRITTEN,
                !Lookup.text(entry, "newTag").isEmpty(),
                !Lookup.text(entry, "digest").isEmpty());
    }

    private static Value entry(Image cut) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("name", Value.text(cut.name()));
        cut.tag().ifPresent(it -> fields.put("newTag", Value.text(it)));
        cut.digest().ifPresent(it -> fields.put("digest", Value.text(it)));
        return new Value.Fields(fields);
    }
}

package dev.slipway.configediting.form;

import dev.slipway.configediting.Edit.SetContainerImage;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Pin;
import dev.slipway.configediting.yaml.UnsafeYaml;
import java.util.List;

/** Gives a container another image. */
final class ContainerImageSetting {
    private final ConfigReader reader;
    private final SetContainerImage edit;

    ContainerImageSetting(ConfigReader reader, SetContainerImage edit) {
        this.reader = reader;
        this.edit = edit;
    }

    void apply(Sheets sheets) throws EditRefused {
        var component = new ContainerSearch(reader, edit.container()).one();
        var slot = component.image();
        if (slot == null) {
            throw EditRefused.missing(
                    component.object().file().path(),
                    "the container has no image",
                    "write one by hand once",
                    List.of(component.place()));
        }
        var same = slot.names(edit.image());
        sheets.write(component.object(), component.place(), sheet -> {
            switch (slot) {
                case ImageSlot it when same -> it.write(sheet, edit.image(), Pin.AS_WRITTEN);
                case ReferenceSlot reference -> reference.replace(sheet, edit.image());
                case PartsSlot parts ->
                    throw new UnsafeYaml(
                            parts.document().line(parts.node()),
                            "the image's name is written apart from its tag",
                            "set the repository and the tag by their paths");
            }
        });
    }
}

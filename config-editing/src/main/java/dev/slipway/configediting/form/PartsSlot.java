package dev.slipway.configediting.form;

import dev.slipway.configediting.Image;
import dev.slipway.configediting.Pin;
import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;
import java.util.List;

/**
 * An image in several scalars. An empty tag or digest is one that isn't set: so it is with Helm's charts and with Kustomize.
 *
 * @param names what may stand for the image's name here
 * @param algorithm whether the digest is written with what it was made by: {@code sha256:…}
 */
record PartsSlot(Document document, Node node, List<String> names, Part tag, Part digest, boolean algorithm)
        implements ImageSlot {

    @Override
    public String written() {
        var reference = names.getFirst() + (tag.isSet() ? ":" + tag.text() : "");
        return digest.isSet() ? reference + "@" + (algorithm ? "" : "sha256:") + digest.text() : reference;
    }

    @Override
    public boolean names(Image image) {
        return names.stream().anyMatch(image::isNamedBy);
    }

    @Override
    public void write(Sheet sheet, Image image, Pin pin) throws UnsafeYaml {
        var how = ImageSlot.pin(pin, tag.isSet(), digest.isSet());
        var wanted = ImageSlot.cut(image, how, document.line(node));
        if (wanted.tag().isPresent()) {
            tag.set(sheet, Value.text(wanted.tag().get()));
        } else if (tag.isSet()) {
            // Beside a digest the tag decides nothing, but it must not tell of another image.
            tag.set(sheet, Value.text(image.tag().orElse("")));
        }
        if (wanted.digest().isPresent()) {
            digest.set(sheet, Value.text(digest(wanted.digest().get())));
        } else if (digest.isSet()) {
            digest.set(sheet, Value.text(""));
        }
    }

    private String digest(String full) {
        return algorithm ? full : full.substring(full.indexOf(':') + 1);
    }
}

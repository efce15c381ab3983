package dev.slipway.configediting.form;

import dev.slipway.configediting.Image;
import dev.slipway.configediting.Pin;
import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;

/**
 * An image in one scalar: {@code name:tag@digest}.
 *
 * @param prefix what stands before it in the scalar, as {@code hichat=} in Argo CD's {@code kustomize.images}
 */
record ReferenceSlot(Document document, Scalar node, String prefix) implements ImageSlot {

    ReferenceSlot(Document document, Scalar node) {
        this(document, node, "");
    }

    @Override
    public String written() {
        return node.value().substring(prefix.length());
    }

    @Override
    public boolean names(Image image) {
        return image.isNamedBy(written())
                || (prefix.endsWith("=") && image.isNamedBy(prefix.substring(0, prefix.length() - 1)));
    }

    @Override
    public void write(Sheet sheet, Image image, Pin pin) throws UnsafeYaml {
        var written = written();
        var name = Image.nameOf(written);
        var rest = written.substring(name.length());
        var digested = rest.contains("@");
        var how = ImageSlot.pin(pin, rest.startsWith(":"), digested);
        var suffix = ImageSlot.cut(image, how, document.line(node)).suffix();
        sheet.set(document, node, Value.text(prefix + name + suffix));
    }

    /** Gives it another image altogether. */
    void replace(Sheet sheet, Image image) throws UnsafeYaml {
        sheet.set(document, node, Value.text(prefix + image));
    }
}

package dev.slipway.configediting.form;

import dev.slipway.configediting.Image;
import dev.slipway.configediting.Pin;
import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;

/** A place that says which image is to run. */
public sealed interface ImageSlot permits ReferenceSlot, PartsSlot {

    Document document();

    /** What stands for the slot when people are told of it. */
    Node node();

    /** The image as it is written there, with tag and digest. */
    String written();

    /** Whether the place names this image, whatever its tag and digest. */
    boolean names(Image image);

    /** Sets tag or digest, or both; the name stays as it is written. */
    void write(Sheet sheet, Image image, Pin pin) throws UnsafeYaml;

    /** Which of tag and digest to write, when nobody said: what is there now. */
    static Pin pin(Pin wanted, boolean tagged, boolean digested) {
        if (wanted != Pin.AS_WRITTEN) {
            return wanted;
        }
        return digested ? tagged ? Pin.BOTH : Pin.DIGEST : tagged ? Pin.TAG : Pin.AS_WRITTEN;
    }

    /** What of an image fills a slot that is written so; where nothing is there, the tag, or what the image has. */
    static Image cut(Image image, Pin pin, int line) throws UnsafeYaml {
        var tag = pin == Pin.TAG
                || pin == Pin.BOTH
                || (pin == Pin.AS_WRITTEN && image.tag().isPresent());
        var digest = pin == Pin.DIGEST || pin == Pin.BOTH || (pin == Pin.AS_WRITTEN && !tag);
        if (digest && image.digest().isEmpty()) {
            throw new UnsafeYaml(
                    line, "the image is pinned by its digest, and the new one's is not known", "write it by tag once");
        }
        if (tag && image.tag().isEmpty()) {
            throw new UnsafeYaml(
                    line, "the image is written by its tag, and the new one has none", "write it by digest once");
        }
        return image.only(tag, digest);
    }
}

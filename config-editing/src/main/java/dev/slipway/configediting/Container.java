package dev.slipway.configediting;

import java.util.Optional;

/**
 * Which container, or which part of a chart's values. What is left out doesn't matter; more than one that fits is ambiguous.
 *
 * @param image a container of this image, whatever its tag and digest
 * @param name a container of this name
 */
public record Container(Optional<String> image, Optional<String> name, Where where) {

    public Container {
        image.ifPresent(it -> new Image(it, Optional.empty(), Optional.empty()));
    }

    public static Container ofImage(String image) {
        return new Container(Optional.of(image), Optional.empty(), Where.ANYWHERE);
    }

    public static Container named(String name) {
        return new Container(Optional.empty(), Optional.of(name), Where.ANYWHERE);
    }

    public static Container in(String object) {
        return new Container(Optional.empty(), Optional.empty(), Where.object(object));
    }

    public Container at(Where there) {
        return new Container(image, name, there);
    }

    public String described() {
        var what = image.map(it -> "image " + it)
                .or(() -> name.map(it -> "container " + it))
                .orElse("a container");
        return what + where.object().map(it -> " of " + it).orElse("");
    }
}

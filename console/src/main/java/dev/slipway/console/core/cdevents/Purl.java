package dev.slipway.console.core.cdevents;

import dev.slipway.events.values.ImageReference;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An image as a package URL, which is how CDEvents name artifacts. */
final class Purl {
    private Purl() {}

    static String of(ImageReference image) {
        var repository = image.repository();
        var name = repository.substring(repository.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return "pkg:oci/" + encoded(name) + "@" + encoded(image.digest()) + "?repository_url="
                + encoded(repository).replace("%2F", "/").replace("%3A", ":") + "&tag=" + encoded(image.tag());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

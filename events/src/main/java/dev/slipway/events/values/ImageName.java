package dev.slipway.events.values;

import java.util.regex.Pattern;

/** How a person names an image that was built: by its tag, its digest, or the commit that it is made of. */
public final class ImageName {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");
    private static final Pattern BEGINS = Pattern.compile("[0-9a-f]{1,6}");

    private ImageName() {}

    /** Whether it may be a commit that is cut too short to be one. */
    public static boolean isTooShort(String name) {
        return BEGINS.matcher(name).matches();
    }

    /** @param name a commit may be cut short */
    public static boolean isOf(String name, ImageReference image, SourceCommit source) {
        return image.tag().equals(name)
                || image.digest().equals(name)
                || (COMMIT.matcher(name).matches() && source.id().value().startsWith(name));
    }
}

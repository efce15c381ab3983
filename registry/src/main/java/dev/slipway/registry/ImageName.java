package dev.slipway.registry;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;

/** Reads names of images as Docker does: {@code nginx} is {@code docker.io/library/nginx:latest}. */
public final class ImageName {
    private ImageName() {}

    public static ImageReference parse(String name) throws RegistryRefused {
        try {
            return ImageReference.parse(name);
        } catch (InvalidImageReferenceException _) {
            throw new RegistryRefused("%s is no name of an image".formatted(name), "Write registry/repository");
        }
    }

    static ImageReference parse(String repository, String tagOrDigest) throws RegistryRefused {
        var isDigest = ImageReference.isValidDigest(tagOrDigest);
        if (!isDigest && !ImageReference.isValidTag(tagOrDigest)) {
            throw new RegistryRefused("%s is no tag".formatted(tagOrDigest), "Use letters, digits, . _ and -");
        }
        return parse(repository + (isDigest ? "@" : ":") + tagOrDigest);
    }
}

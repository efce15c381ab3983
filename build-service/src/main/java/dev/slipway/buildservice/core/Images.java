package dev.slipway.buildservice.core;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.SourceCommit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Makes images and knows which there are. A digest is one that the registry has confirmed. */
public interface Images {

    /** The digest of the tag, where the registry has it: so an image is built once, after a crash too. */
    Optional<String> find(String image, String tag) throws IOException;

    /** The first of the tags that the registry has. */
    default Optional<ImageReference> find(String image, List<String> tags) throws IOException {
        for (var tag : tags) {
            var digest = find(image, tag);
            if (digest.isPresent()) {
                return Optional.of(new ImageReference(image, tag, digest.get()));
            }
        }
        return Optional.empty();
    }

    /** @throws dev.slipway.service.PermanentFailure if the sources can't become an image, naming the line */
    String build(Application application, SourceCommit commit, Path sources, String tag) throws IOException;

    /** Lets another tag mean the image. */
    void tag(String image, String digest, String tag) throws IOException;
}

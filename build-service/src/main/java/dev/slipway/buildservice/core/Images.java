package dev.slipway.buildservice.core;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.values.SourceCommit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes images and knows which there are. A digest is one that the registry has confirmed. */
public interface Images {

    /** The digest of the tag, where the registry has it: so an image is built once, after a crash too. */
    Optional<String> find(String image, String tag) throws IOException;

    /** @throws dev.slipway.service.PermanentFailure if the sources can't become an image, naming the line */
    String build(Application application, SourceCommit commit, Path sources, String tag) throws IOException;

    /** Lets another tag mean the image. */
    void tag(String image, String digest, String tag) throws IOException;
}

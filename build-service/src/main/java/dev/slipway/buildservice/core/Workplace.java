package dev.slipway.buildservice.core;

import java.io.IOException;
import java.nio.file.Path;

/** Makes empty folders for builds, and takes them away. */
@FunctionalInterface
public interface Workplace {

    Folder make() throws IOException;

    /** Gone with all that is in it once it is closed. */
    interface Folder extends AutoCloseable {
        Path path();

        @Override
        void close();
    }
}

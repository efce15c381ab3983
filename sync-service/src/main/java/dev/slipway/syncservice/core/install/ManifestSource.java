package dev.slipway.syncservice.core.install;

import java.io.IOException;

/** Where manifests of engines are read. */
@FunctionalInterface
public interface ManifestSource {

    /**
     * All of it, bounded in size and time.
     *
     * @param from a URL, or a file
     * @throws dev.slipway.service.PermanentFailure if it is not there, too large, or must not be read
     * @throws IOException if it may be there later
     */
    byte[] read(String from) throws IOException, InterruptedException;
}

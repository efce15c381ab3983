package dev.slipway.syncservice.outbound.install;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The files of one folder and what is below it; no way and no link leads out of it. */
public record ManifestFolder(Optional<Path> folder) {

    byte[] read(String from) throws IOException {
        var root = folder.orElseThrow(() -> new PermanentFailure(
                Segment.ENGINE,
                "this sync-service has no folder of manifests, so there is no file " + from,
                "set slipway.sync.manifests to a folder, and put the manifest there; or name a URL"));
        try {
            var real = root.toRealPath();
            var file = real.resolve(from).normalize();
            if (!file.startsWith(real) || !file.toRealPath().startsWith(real)) {
                throw outside(from);
            }
            if (!Files.isRegularFile(file)) {
                throw notThere(from);
            }
            return bounded(file, from);
        } catch (NoSuchFileException e) {
            throw notThere(from);
        } catch (InvalidPathException e) {
            throw outside(from);
        }
    }

    private static byte[] bounded(Path file, String from) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var read = in.readNBytes(ManifestReader.BYTES_MAX + 1);
            if (read.length > ManifestReader.BYTES_MAX) {
                throw ManifestReader.tooLarge(from);
            }
            return read;
        }
    }

    private static PermanentFailure outside(String from) {
        return new PermanentFailure(
                Segment.ENGINE,
                from + " is not below the folder of manifests of this sync-service",
                "name a file by its way below slipway.sync.manifests");
    }

    private static PermanentFailure notThere(String from) {
        return new PermanentFailure(
                Segment.ENGINE,
                "there is no file " + from + " in the folder of manifests of this sync-service",
                "put it there (slipway.sync.manifests), or correct the name");
    }
}

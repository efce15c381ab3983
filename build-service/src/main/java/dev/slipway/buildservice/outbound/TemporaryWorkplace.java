package dev.slipway.buildservice.outbound;

import dev.slipway.buildservice.core.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jboss.logging.Logger;

/** Folders below one that belongs to this instance alone; what a crash left in it goes at the next start. */
public final class TemporaryWorkplace implements Workplace {
    private static final Logger LOG = Logger.getLogger(TemporaryWorkplace.class);
    private final Path parent;

    public TemporaryWorkplace(Path parent) throws IOException {
        this.parent = parent;
        delete(parent);
        Files.createDirectories(parent);
    }

    @Override
    public Folder make() throws IOException {
        var folder = Files.createTempDirectory(parent, "build");
        return new Folder() {
            @Override
            public Path path() {
                return folder;
            }

            @Override
            public void close() {
                delete(folder);
            }
        };
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warnf("%s stays behind: %s", folder, e.getMessage());
        }
    }
}

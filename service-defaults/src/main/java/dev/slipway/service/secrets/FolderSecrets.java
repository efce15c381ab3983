package dev.slipway.service.secrets;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A mounted folder: {@code <name>/<key>}, as Kubernetes mounts its Secrets. Read each time, so that a rotation is seen at once. */
public final class FolderSecrets implements Secrets {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
    private static final int BYTES_MAX = 64 * 1024;
    private final Path folder;

    public FolderSecrets(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<String> find(String name, String key) {
        if (!NAME.matcher(name).matches() || !NAME.matcher(key).matches()) {
            throw new PermanentFailure(
                    Segment.CONFIG, "'" + name + "' is no name of a secret", "use letters, digits, '.', '_' and '-'");
        }
        var file = folder.resolve(name).resolve(key);
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new PermanentFailure(
                        Segment.CONFIG, "secret " + name + "/" + key + " is larger than 64 KiB", "mount a smaller one");
            }
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

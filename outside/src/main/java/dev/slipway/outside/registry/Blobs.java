package dev.slipway.outside.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Content by its digest. What is there is whole: files appear by a rename, after their digest was checked. */
final class Blobs {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private final Path folder;
    private final Path uploads;

    Blobs(Path folder, Path uploads) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.uploads = Files.createDirectories(uploads);
        forgetUploads();
    }

    /** No client goes on with what the last process had half received. */
    private void forgetUploads() throws IOException {
        try (var left = Files.list(uploads)) {
            for (var upload : left.toList()) {
                Files.delete(upload);
            }
        }
    }

    Optional<Path> find(String digest) {
        return DIGEST.matcher(digest).matches() ? Optional.of(fileOf(digest)).filter(Files::exists) : Optional.empty();
    }

    Path upload(String id) {
        return uploads.resolve(id);
    }

    /** @return the digest, or null if the content is not what was wanted */
    @Nullable
    String keep(Path upload, @Nullable String wanted) throws IOException {
        var digest = digestOf(upload);
        if (wanted != null && !wanted.equals(digest)) {
            Files.deleteIfExists(upload);
            return null;
        }
        Files.move(upload, fileOf(digest), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return digest;
    }

    private Path fileOf(String digest) {
        return folder.resolve(digest.substring("sha256:".length()));
    }

    private static String digestOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var sha = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[64 * 1024];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
            return "sha256:" + HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

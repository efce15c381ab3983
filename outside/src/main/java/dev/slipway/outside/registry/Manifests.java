package dev.slipway.outside.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which manifest a tag means, and what media type a manifest has. */
final class Manifests {
    private final Path folder;

    Manifests(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    void put(String repository, String tag, String digest) throws IOException {
        write(tags(repository).resolve(tag), digest);
    }

    void known(String repository, String digest, String mediaType) throws IOException {
        write(digests(repository).resolve(digest.replace(':', '-')), mediaType);
    }

    Optional<String> digestOf(String repository, String reference) throws IOException {
        return reference.startsWith("sha256:")
                ? Optional.of(reference)
                : read(tags(repository).resolve(reference));
    }

    Optional<String> mediaTypeOf(String repository, String digest) throws IOException {
        return read(digests(repository).resolve(digest.replace(':', '-')));
    }

    void delete(String repository, String reference) throws IOException {
        Files.deleteIfExists(tags(repository).resolve(reference));
        Files.deleteIfExists(digests(repository).resolve(reference.replace(':', '-')));
    }

    List<String> tagsOf(String repository) throws IOException {
        var tags = tags(repository);
        if (!Files.isDirectory(tags)) {
            return List.of();
        }
        try (var files = Files.list(tags)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Path tags(String repository) {
        return folder.resolve(repository).resolve("_tags");
    }

    private Path digests(String repository) {
        return folder.resolve(repository).resolve("_manifests");
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        var beside = file.resolveSibling("." + UUID.randomUUID());
        Files.writeString(beside, content, StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}

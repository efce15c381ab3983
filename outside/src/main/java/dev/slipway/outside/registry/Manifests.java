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

    /** A tag goes alone; a digest takes its tags along. @return whether there was something to delete */
    boolean delete(String repository, String reference) throws IOException {
        if (!reference.startsWith("sha256:")) {
            return Files.deleteIfExists(tags(repository).resolve(reference));
        }
        for (var tag : tagsOf(repository)) {
            if (digestOf(repository, tag).filter(reference::equals).isPresent()) {
                Files.deleteIfExists(tags(repository).resolve(tag));
            }
        }
        return Files.deleteIfExists(digests(repository).resolve(reference.replace(':', '-')));
    }

    boolean has(String repository) {
        return Files.isDirectory(digests(repository));
    }

    List<String> tagsOf(String repository) throws IOException {
        var tags = tags(repository);
        if (!Files.isDirectory(tags)) {
            return List.of();
        }
        try (var files = Files.list(tags)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
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

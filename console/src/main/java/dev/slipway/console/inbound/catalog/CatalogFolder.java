package dev.slipway.console.inbound.catalog;

import dev.slipway.console.core.catalog.Document;
import dev.slipway.console.core.catalog.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The YAML files of a folder. */
final class CatalogFolder {
    private static final int FILES_MAX = 1_000;
    private static final long BYTES_MAX = 512L * 1024;
    private final Path folder;
    private final ProjectReader reader;

    CatalogFolder(Path folder, ProjectReader reader) {
        this.folder = folder;
        this.reader = reader;
    }

    /** @throws IOException if the folder cannot be read: then nothing is known, not even that it is empty */
    List<Document> read() throws IOException {
        var documents = new ArrayList<Document>();
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.filter(CatalogFolder::isDocument)
                    .sorted()
                    .limit(FILES_MAX)
                    .toList()) {
                documents.addAll(read(file));
            }
        }
        return documents;
    }

    private List<Document> read(Path file) {
        var name = file.getFileName().toString();
        try {
            if (Files.size(file) > BYTES_MAX) {
                return broken(name, "larger than 512 KiB; split it");
            }
            return reader.read(name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            return broken(name, "not in UTF-8; save it so");
        } catch (IOException e) {
            return broken(name, "cannot be read: " + e.getMessage());
        }
    }

    private static List<Document> broken(String file, String why) {
        return List.of(new Document(file, null, null, List.of(new Problem(file, 1, 1, why))));
    }

    private static boolean isDocument(Path file) {
        var name = file.getFileName().toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
    }
}

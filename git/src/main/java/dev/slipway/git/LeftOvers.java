package dev.slipway.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a process that was killed leaves behind. One process owns a cache folder, so nobody else holds these locks. */
final class LeftOvers {
    private static final List<String> UNFINISHED = List.of("incoming_", "insert_", "noz", "gc_", "tmp_", ".probe");

    private LeftOvers() {}

    static void removeFrom(Path mirror) throws IOException {
        Files.walkFileTree(mirror, deleting(LeftOvers::isLeftOver, false));
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            Files.walkFileTree(folder, deleting(_ -> true, true));
        }
    }

    private static boolean isLeftOver(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".lock") || UNFINISHED.stream().anyMatch(name::startsWith);
    }

    private static FileVisitor<Path> deleting(Predicate<Path> unwanted, boolean folders) {
        return new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (unwanted.test(file)) {
                    Files.deleteIfExists(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                if (folders) {
                    Files.deleteIfExists(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        };
    }
}

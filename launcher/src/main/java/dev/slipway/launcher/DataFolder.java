package dev.slipway.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;

/** The one folder that everything is kept in. One launcher uses it at a time. */
final class DataFolder implements AutoCloseable {
    private static final int SECRET_BYTES = 12;
    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static DataFolder open(Path path) throws IOException {
        Files.createDirectories(path);
        var channel = FileChannel.open(path.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(path);
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(path);
        }
        return new DataFolder(path, channel);
    }

    /** Removes all that an earlier start left in the folder; refuses a folder that is not ours. */
    static void clear(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.exists(path.resolve("in-use"))) {
            throw new Usage(
                    path + " holds no data of Slipway, so --fresh leaves it alone; name another folder with --data");
        }
        open(path).close();
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    Path path() {
        return path;
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    /** A secret that is made at the first start and stays. */
    String secret(String name, String key) throws IOException {
        var file = path.resolve("secrets").resolve(name).resolve(key);
        if (!Files.exists(file)) {
            var random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            put(name, key, HexFormat.of().formatHex(random));
        }
        return Files.readString(file);
    }

    void put(String name, String key, String value) throws IOException {
        var file = path.resolve("secrets").resolve(name).resolve(key);
        Files.createDirectories(file.getParent());
        var beside = file.resolveSibling("." + key);
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, value);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static Usage inUse(Path path) {
        return new Usage("Slipway is running already on " + path + "; stop it, or name another folder with --data");
    }
}

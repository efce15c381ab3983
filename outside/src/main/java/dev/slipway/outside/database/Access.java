package dev.slipway.outside.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;

/** The password of a data folder. A new folder trusts everybody until it has one; the file with it is written last. */
final class Access {
    private static final String RULES = """
            local all all scram-sha-256
            host all all 127.0.0.1/32 scram-sha-256
            """;
    private final Path folder;
    private final Path file;
    private final Path rules;
    private final Path unfinished;
    private final String password;

    private Access(Path folder, Path file, String password) {
        this.folder = folder;
        this.file = file;
        this.password = password;
        rules = folder.resolve("pg_hba.conf");
        unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    }

    static Access of(Path folder) throws IOException {
        var file = folder.resolve("slipway-password");
        return new Access(folder, file, Files.exists(file) ? Files.readString(file) : made());
    }

    String password() {
        return password;
    }

    void prepare() throws IOException {
        if (Files.exists(unfinished) && !Files.exists(file)) {
            // Its making was cut short: it holds nothing yet, and cannot be started.
            try (var paths = Files.walk(folder)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            Files.createDirectories(folder);
        }
        if (Files.exists(file)) {
            Files.writeString(rules, RULES);
        }
        try (var content = Files.list(folder)) {
            if (content.findAny().isEmpty()) {
                Files.writeString(unfinished, "");
            }
        }
    }

    void close(EmbeddedPostgres server) throws IOException, SQLException {
        if (!Files.exists(file)) {
            try (var connection = server.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("alter user postgres password '" + password + "'");
                keep();
                Files.writeString(rules, RULES);
                statement.execute("select pg_reload_conf()");
            }
        }
        Files.deleteIfExists(unfinished);
    }

    private void keep() throws IOException {
        var beside = folder.resolve("slipway-password.new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(beside, password);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String made() {
        var random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}

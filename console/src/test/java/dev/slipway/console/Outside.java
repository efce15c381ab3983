package dev.slipway.console;

import dev.slipway.outside.broker.Broker;
import dev.slipway.outside.database.Database;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A broker, a database and an empty folder of documents. */
public final class Outside implements QuarkusTestResourceLifecycleManager {
    public static final String PASSWORD = "correct horse";
    private final List<AutoCloseable> open = new ArrayList<>();

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory("console");
            var broker = Broker.start(folder.resolve("broker"), 0, 0);
            open.add(broker);
            var database = Database.start(folder.resolve("database"), 0);
            open.add(database);
            return Map.of(
                    "kafka.bootstrap.servers", broker.bootstrapServers(),
                    "slipway.kafka.partitions", "2",
                    "slipway.kafka.prefix", "try",
                    "slipway.catalog.folder", catalog(folder).toString(),
                    "slipway.catalog.poll", "100ms",
                    "slipway.console.admin-password", PASSWORD,
                    "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                    "quarkus.datasource.username", database.user(),
                    "quarkus.datasource.password", "unused");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path catalog(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("catalog"));
    }

    @Override
    public void stop() {
        for (var closing : open.reversed()) {
            try {
                closing.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

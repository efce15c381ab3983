package dev.slipway.console;

import dev.slipway.outside.broker.Broker;
import dev.slipway.outside.database.Database;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A broker, a database and an empty folder of documents. */
public final class Outside implements QuarkusTestResourceLifecycleManager {
    public static final String PASSWORD = "correct horse";
    private final List<AutoCloseable> open = new ArrayList<>();
    private Path folder = Path.of("");
    private @Nullable Database database;

    /** Asks for this object in a test. */
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Handle {}

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory("console");
            var broker = Broker.start(folder.resolve("broker"), 0, 0);
            open.add(broker);
            this.folder = folder;
            database = Database.start(folder.resolve("database"), 0);
            return Map.of(
                    "kafka.bootstrap.servers",
                    broker.bootstrapServers(),
                    "slipway.kafka.partitions",
                    "2",
                    "slipway.kafka.prefix",
                    "try",
                    "slipway.catalog.folder",
                    catalog(folder).toString(),
                    "slipway.catalog.poll",
                    "100ms",
                    "slipway.console.admin-password",
                    PASSWORD,
                    "quarkus.datasource.jdbc.url",
                    database.jdbcUrl(),
                    "quarkus.datasource.username",
                    database.user(),
                    "quarkus.datasource.password",
                    "unused");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path catalog(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("catalog"));
    }

    public void stopDatabase() throws IOException {
        Objects.requireNonNull(database).close();
    }

    public void startDatabase() throws IOException {
        database = Database.start(
                folder.resolve("database"), Objects.requireNonNull(database).port());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.AnnotatedAndMatchesType(Handle.class, Outside.class));
    }

    @Override
    public void stop() {
        open.add(() -> Objects.requireNonNull(database).close());
        for (var closing : open.reversed()) {
            try {
                closing.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

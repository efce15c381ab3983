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
    static final String API_TOKEN = "api-t0ken";
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
            return Map.ofEntries(
                    Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
                    Map.entry("slipway.kafka.partitions", "2"),
                    Map.entry("slipway.kafka.prefix", "try"),
                    Map.entry("slipway.catalog.folder", catalog(folder).toString()),
                    Map.entry("slipway.catalog.poll", "100ms"),
                    Map.entry("slipway.secrets", secrets(folder).toString()),
                    Map.entry("slipway.cache", folder.resolve("cache").toString()),
                    Map.entry("slipway.public-url", "http://127.0.0.1:9"),
                    Map.entry("slipway.console.admin-password", PASSWORD),
                    Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                    Map.entry("quarkus.datasource.username", database.user()),
                    Map.entry("quarkus.datasource.password", "unused"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path catalog(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("catalog"));
    }

    private static Path secrets(Path folder) throws IOException {
        var secrets = folder.resolve("secrets");
        Files.createDirectories(secrets.resolve("hichat-git"));
        Files.createDirectories(secrets.resolve("hichat-hook"));
        Files.writeString(secrets.resolve("hichat-git/username"), "robot");
        Files.writeString(secrets.resolve("hichat-git/password"), "unused");
        Files.writeString(secrets.resolve("hichat-git/api-token"), API_TOKEN);
        Files.writeString(secrets.resolve("hichat-hook/token"), "hook-s3cret");
        return secrets;
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

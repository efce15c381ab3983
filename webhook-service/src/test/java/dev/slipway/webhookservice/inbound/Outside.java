package dev.slipway.webhookservice.inbound;

import dev.slipway.outside.broker.Broker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A broker, and the tokens of a webhook that is just being changed from one to another. */
public final class Outside implements QuarkusTestResourceLifecycleManager {
    static final String OLD_TOKEN = "the-old-token";
    static final String NEW_TOKEN = "the-new-token";
    private @Nullable Broker broker;
    private Map<String, String> more = Map.of();

    @Override
    public void init(Map<String, String> settings) {
        more = settings;
    }

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory("webhook-service");
            broker = Broker.start(folder.resolve("broker"), 0, 0);
            var secret = Files.createDirectories(folder.resolve("secrets/hichat-hook"));
            Files.writeString(secret.resolve("token"), OLD_TOKEN + "\n" + NEW_TOKEN + "\n");
            var settings = new HashMap<>(more);
            settings.putAll(Map.of(
                    "kafka.bootstrap.servers",
                    broker.bootstrapServers(),
                    "slipway.kafka.partitions",
                    "2",
                    "quarkus.http.read-timeout",
                    "2s",
                    "slipway.webhook.sweep",
                    "24h",
                    "slipway.secrets",
                    folder.resolve("secrets").toString()));
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                Objects.requireNonNull(broker), field -> field.getType().equals(Broker.class));
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}

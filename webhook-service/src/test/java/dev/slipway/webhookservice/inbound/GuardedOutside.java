package dev.slipway.webhookservice.inbound;

import dev.slipway.outside.broker.Broker;
import dev.slipway.outside.broker.Grants;
import dev.slipway.outside.broker.Guard;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.KafkaSecurity;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;

/** A broker that lets webhook-service do what deploy/kafka-acls.txt says, and its administrator. */
public final class GuardedOutside implements QuarkusTestResourceLifecycleManager {
    private static final String SERVICE = "webhook-service";
    private @Nullable Broker broker;
    private @Nullable KafkaClients administrator;

    @Override
    public Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory("guarded");
            var guard = Guard.create(folder.resolve("guard"), List.of(SERVICE));
            broker = Broker.start(folder.resolve("broker"), guard);
            administrator = administrator(broker, guard);
            try (var admin = administrator.admin()) {
                Grants.apply(admin, Path.of("../deploy/kafka-acls.sh"), "slipway", "local");
            }
            secret(folder, "hichat-hook", "token", Outside.NEW_TOKEN);
            secret(folder, "kafka", "username", SERVICE);
            secret(folder, "kafka", "password", guard.password(SERVICE));
            return Map.of(
                    "kafka.bootstrap.servers", broker.bootstrapServers(),
                    "slipway.kafka.partitions", "2",
                    "slipway.kafka.security-protocol", "SASL_SSL",
                    "slipway.kafka.credentials", "kafka",
                    "slipway.kafka.truststore", guard.certificate().toString(),
                    "slipway.webhook.sweep", "24h",
                    "slipway.secrets", folder.resolve("secrets").toString());
        } catch (IOException e) {
            stop();
            throw new UncheckedIOException(e);
        }
    }

    private static KafkaClients administrator(Broker broker, Guard guard) {
        var security = new KafkaSecurity(
                SecurityProtocol.SASL_SSL,
                "SCRAM-SHA-512",
                Optional.of("any"),
                Optional.of(guard.certificate()),
                (_, key) -> Optional.of(
                        key.equals("username") ? Guard.ADMINISTRATOR : guard.password(Guard.ADMINISTRATOR)));
        return new KafkaClients(broker.bootstrapServers(), security);
    }

    private static void secret(Path folder, String name, String key, String value) throws IOException {
        var secret = Files.createDirectories(folder.resolve("secrets").resolve(name));
        Files.writeString(secret.resolve(key), value);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                Objects.requireNonNull(administrator), field -> field.getType().equals(KafkaClients.class));
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
    }
}

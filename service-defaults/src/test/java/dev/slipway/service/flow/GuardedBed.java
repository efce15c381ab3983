package dev.slipway.service.flow;

import dev.slipway.outside.broker.Broker;
import dev.slipway.outside.broker.Grants;
import dev.slipway.outside.broker.Guard;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.KafkaSecurity;
import dev.slipway.service.secrets.FolderSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** A broker that grants what deploy/kafka-acls.txt says, and clients of whoever is asked for. */
final class GuardedBed implements AutoCloseable {
    private static final Path ACLS = Path.of("../deploy/kafka-acls.sh");
    private final Path secrets;
    private final Guard guard;
    final Broker broker;

    GuardedBed(Path folder) throws IOException {
        guard = Guard.create(folder.resolve("guard"), List.of("build-service", "sync-service.cloud"));
        broker = Broker.start(folder.resolve("broker"), guard);
        secrets = folder.resolve("secrets");
        for (var user : guard.passwords().keySet()) {
            secret(user, user, guard.password(user));
        }
        try (var admin = encrypted(Guard.ADMINISTRATOR).admin()) {
            Grants.apply(admin, ACLS, EchoInstance.TOPICS.name("").replace(".", ""), "cloud");
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Clients over TLS that sign in with a secret. */
    KafkaClients encrypted(String secret) {
        return new KafkaClients(
                broker.bootstrapServers(),
                security(SecurityProtocol.SASL_SSL, secret, Optional.of(guard.certificate())));
    }

    KafkaClients plain(String secret) {
        return new KafkaClients(
                broker.plainServers(), security(SecurityProtocol.SASL_PLAINTEXT, secret, Optional.empty()));
    }

    KafkaSecurity security(SecurityProtocol protocol, String secret, Optional<Path> truststore) {
        return new KafkaSecurity(
                protocol, "SCRAM-SHA-512", Optional.of(secret), truststore, new FolderSecrets(secrets));
    }

    void secret(String name, String username, String password) throws IOException {
        var folder = Files.createDirectories(secrets.resolve(name));
        Files.writeString(folder.resolve("username"), username);
        Files.writeString(folder.resolve("password"), password);
    }

    @Override
    public void close() {
        broker.close();
    }
}

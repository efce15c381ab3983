package dev.slipway.service.kafka;

import dev.slipway.service.secrets.Secrets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** How clients make themselves known to the broker, and how they know it. Read for each client, so that a rotation is seen. */
public final class KafkaSecurity {
    /** A broker that asks nobody. */
    public static final KafkaSecurity NONE = new KafkaSecurity(
            SecurityProtocol.PLAINTEXT, "", Optional.empty(), Optional.empty(), (_, _) -> Optional.empty());

    private final SecurityProtocol protocol;
    private final String mechanism;
    private final Optional<String> credentials;
    private final Optional<Path> truststore;
    private final Secrets secrets;

    /**
     * @param credentials the name of a secret with {@code username} and {@code password}
     * @param truststore a PEM file with the authorities that the broker's certificate may be from; without it those of the JDK
     */
    public KafkaSecurity(
            SecurityProtocol protocol,
            String mechanism,
            Optional<String> credentials,
            Optional<Path> truststore,
            Secrets secrets) {
        this.protocol = protocol;
        this.mechanism = mechanism;
        this.credentials = credentials;
        this.truststore = truststore;
        this.secrets = secrets;
    }

    public static KafkaSecurity of(KafkaSettings settings, Secrets secrets) {
        return new KafkaSecurity(
                settings.securityProtocol(),
                settings.saslMechanism(),
                settings.credentials(),
                settings.truststore(),
                secrets);
    }

    /**
     * Settings of Kafka's clients.
     *
     * @throws KafkaException if a setting or a secret is missing, saying which
     */
    public Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("security.protocol", protocol.name);
        if (protocol == SecurityProtocol.SASL_PLAINTEXT || protocol == SecurityProtocol.SASL_SSL) {
            settings.put("sasl.mechanism", mechanism);
            settings.put("sasl.jaas.config", login());
        }
        truststore.ifPresent(file -> {
            settings.put("ssl.truststore.type", "PEM");
            settings.put("ssl.truststore.location", file.toString());
        });
        return settings;
    }

    private String login() {
        var name = credentials.orElseThrow(() -> new KafkaException("slipway.kafka.security-protocol is " + protocol
                + ", but slipway.kafka.credentials names no secret with username and password"));
        return module() + " required username=" + quoted(secret(name, "username")) + " password="
                + quoted(secret(name, "password")) + ";";
    }

    private String module() {
        return switch (mechanism) {
            case "SCRAM-SHA-256", "SCRAM-SHA-512" -> "org.apache.kafka.common.security.scram.ScramLoginModule";
            case "PLAIN" -> "org.apache.kafka.common.security.plain.PlainLoginModule";
            default ->
                throw new KafkaException("slipway.kafka.sasl-mechanism is '" + mechanism
                        + "'; it may be SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN");
        };
    }

    private String secret(String name, String key) {
        return secrets.find(name, key)
                .orElseThrow(() -> new KafkaException(
                        "secret " + name + " has no " + key + "; slipway.kafka.credentials names it"));
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

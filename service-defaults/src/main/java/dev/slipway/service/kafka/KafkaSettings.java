package dev.slipway.service.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** How the suite uses its broker; the address itself is {@code kafka.bootstrap.servers}, as everywhere in Quarkus. */
@ConfigMapping(prefix = "slipway.kafka")
public interface KafkaSettings {

    /** In front of every topic, group and transactional id; lets two suites share a broker. */
    @WithDefault("slipway")
    String prefix();

    /** Of each topic; more of them let more instances of a service share the work. Never changed once topics exist. */
    @WithDefault("12")
    int partitions();

    @WithDefault("1")
    short replicas();

    /** How many replicas must have a record before it counts as written. */
    @WithDefault("1")
    int minInSync();

    /** What the broker asks for: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL. */
    @WithDefault("PLAINTEXT")
    SecurityProtocol securityProtocol();

    /** Where the protocol is a SASL one: SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN. */
    @WithDefault("SCRAM-SHA-512")
    String saslMechanism();

    /** The name of a secret with {@code username} and {@code password}; each service should have one of its own. */
    Optional<String> credentials();

    /** A PEM file with the authorities that the broker's certificate may be from; without it those of the JDK. */
    Optional<Path> truststore();

    /** Tells instances of a service apart; the same one after a restart ends at once what its former self left half done. */
    @WithDefault("${HOSTNAME:local}")
    String instance();
}

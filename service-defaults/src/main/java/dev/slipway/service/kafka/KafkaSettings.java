package dev.slipway.service.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

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

    /** Tells instances of a service apart; the same one after a restart ends at once what its former self left half done. */
    @WithDefault("${HOSTNAME:local}")
    String instance();
}

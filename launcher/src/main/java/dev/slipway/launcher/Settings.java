package dev.slipway.launcher;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the services are told, whether they run in this JVM or in processes of their own. */
final class Settings {
    private static final String PARTITIONS = "4";

    private Settings() {}

    static Map<String, String> of(DataFolder data, Outside outside, Ports ports) throws IOException {
        var settings = new TreeMap<String, String>();
        settings.put("kafka.bootstrap.servers", outside.broker().bootstrapServers());
        settings.put("slipway.kafka.partitions", PARTITIONS);
        settings.put("slipway.kafka.instance", "local");
        settings.put("slipway.secrets", data.folder("secrets").toString());
        settings.put("slipway.cache", data.folder("cache").toString());
        settings.put("slipway.catalog.folder", data.folder("catalog").toString());
        settings.put("slipway.clusters", Objects.requireNonNullElse(System.getenv("SLIPWAY_CLUSTERS"), "local"));
        settings.put("slipway.registry.plain-http", outside.registry().address());
        settings.put("slipway.sync.cluster", "local");
        switch (outside.cluster()) {
            case Cluster.Simulated simulated -> {
                settings.put("slipway.sync.api-server", simulated.url());
                settings.put("slipway.sync.token-secret", "cluster");
            }
            case Cluster.Real real -> {
                settings.put("slipway.sync.kubeconfig", real.kubeconfig().toString());
                settings.put("slipway.sync.context", real.context());
            }
        }
        settings.put("slipway.console.url", "http://127.0.0.1:" + ports.of("console"));
        settings.put("slipway.console.admin-password", data.secret("console", "admin-password"));
        settings.put("quarkus.http.auth.session.encryption-key", data.secret("console", "session-key"));
        settings.put("quarkus.log.category.\"io.smallrye.reactive.messaging\".level", "ERROR");
        settings.put("quarkus.datasource.jdbc.url", outside.database().jdbcUrl());
        settings.put("quarkus.datasource.username", outside.database().user());
        settings.put("quarkus.datasource.password", outside.database().password());
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.management.host", "127.0.0.1");
        settings.put("quarkus.log.console.level", "WARN");
        settings.put("quarkus.log.file.enabled", "true");
        // A broker and twenty clients in one process: what they tell each other at the start is nobody's concern.
        settings.put("quarkus.log.category.\"org.apache.kafka\".level", "ERROR");
        settings.put("quarkus.log.category.\"kafka\".level", "ERROR");
        settings.put("quarkus.log.category.\"state.change.logger\".level", "ERROR");
        settings.put("quarkus.log.category.\"org.apache.commons.logging\".level", "ERROR");
        return settings;
    }
}

package dev.slipway.service.flow;

import dev.slipway.service.kafka.KafkaSecurity;
import dev.slipway.service.kafka.KafkaSettings;
import dev.slipway.service.secrets.FolderSecrets;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Channels make their clients themselves; this is how they learn what those of {@link Flows} know. */
@Singleton
class ChannelSecurity {

    /** Named by {@code kafka-configuration} in the settings that all services share. */
    @Produces
    @Singleton
    @Identifier("slipway")
    Map<String, Object> settings(KafkaSettings settings, @ConfigProperty(name = "slipway.secrets") Path secrets) {
        return Map.copyOf(KafkaSecurity.of(settings, new FolderSecrets(secrets)).settings());
    }
}

package dev.slipway.registry;

import java.time.Duration;
import java.util.Set;

/**
 * How registries are spoken to. {@code plainHttp} lists those ({@code host:port}) that are spoken to without TLS; with
 * credentials for one of them Jib's system property {@code sendCredentialsOverHttp} is set for the process.
 */
public record RegistrySettings(Set<String> plainHttp, Duration connectTimeout, Duration answerTimeout) {

    public static RegistrySettings overTls() {
        return new RegistrySettings(Set.of(), Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    public RegistrySettings withPlainHttp(Set<String> registries) {
        return new RegistrySettings(Set.copyOf(registries), connectTimeout, answerTimeout);
    }
}

package dev.slipway.service.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a broker's no means, and where to look. */
final class Refusal {
    private Refusal() {}

    /** @param what could not be done */
    static KafkaException explained(String what, @Nullable Throwable cause) {
        return new KafkaException(what + hint(cause), cause);
    }

    private static String hint(@Nullable Throwable cause) {
        return switch (cause) {
            case SslAuthenticationException e ->
                ": the broker's certificate is not trusted (" + e.getMessage() + "); look at slipway.kafka.truststore";
            case AuthenticationException e ->
                ": the broker does not know us (" + e.getMessage()
                        + "); look at the secret that slipway.kafka.credentials names";
            case AuthorizationException e ->
                ": the broker does not allow it (" + e.getMessage()
                        + "); deploy/kafka-acls.txt says what each service needs";
            case TimeoutException e ->
                ": the broker does not answer (" + e.getMessage()
                        + "); look at kafka.bootstrap.servers and slipway.kafka.security-protocol";
            case null, default -> "";
        };
    }
}

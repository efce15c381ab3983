package dev.slipway.buildservice.outbound.assembler;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.http.ResponseException;
import dev.slipway.registry.RegistryRefused;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Tells what a registry refuses for good from what may pass. Jib's own texts hold no credentials. */
final class JibFailure {
    private final ImageReference target;

    JibFailure(ImageReference target) {
        this.target = target;
    }

    IOException of(ExecutionException failure) throws RegistryRefused {
        var place = target.getRegistry() + "/" + target.getRepository();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InsecureRegistryException) {
                throw new RegistryRefused(
                        target.getRegistry() + " speaks no TLS, or nobody signed its certificate",
                        "List it among the registries with plain HTTP, or give it a certificate");
            }
            if (cause instanceof RegistryUnauthorizedException || isRefusal(cause)) {
                throw new RegistryRefused(
                        "the push to %s was refused: %s".formatted(place, cause.getMessage()),
                        "Check the registry's credentials and what they may do");
            }
        }
        var first = Objects.requireNonNullElse(failure.getCause(), failure);
        return new IOException("the push to %s failed: %s".formatted(place, first.getMessage()), failure);
    }

    private static boolean isRefusal(Throwable cause) {
        return cause instanceof ResponseException answer
                && (answer.getStatusCode() == 401 || answer.getStatusCode() == 403);
    }
}

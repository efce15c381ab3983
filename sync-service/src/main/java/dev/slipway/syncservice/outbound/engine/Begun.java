package dev.slipway.syncservice.outbound.engine;

import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Watches that begin beside whoever asks: an API server that is silent keeps nobody waiting. One that can't begin is tried again after a
 * while, and meanwhile who asks is told why.
 */
public final class Begun {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();

    /** May wait for the API server. */
    @FunctionalInterface
    public interface Start {
        Watched start() throws IOException, InterruptedException;
    }

    /** @param before why the one before it did not begin */
    private record Attempt(
            CompletableFuture<Watched> begun, @Nullable Throwable before) {}

    /**
     * @param what is watched, for people too
     * @throws PermanentFailure if the last try was refused
     * @throws IOException if it has not begun yet
     */
    public Watched of(String what, Start start) throws IOException {
        var attempt = attempts.computeIfAbsent(what, _ -> attempt(start, null));
        if (attempt.begun().isCompletedExceptionally()) {
            attempt = attempt(start, attempt.begun().exceptionNow());
            attempts.put(what, attempt);
        }
        if (attempt.begun().isDone() && !attempt.begun().isCompletedExceptionally()) {
            return attempt.begun().join();
        }
        throw why(what, attempt.before());
    }

    private static Attempt attempt(Start start, @Nullable Throwable before) {
        var begun = new CompletableFuture<Watched>();
        Thread.startVirtualThread(() -> {
            try {
                if (before != null) {
                    Thread.sleep(PAUSE);
                }
                begun.complete(start.start());
            } catch (IOException | RuntimeException e) {
                begun.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                begun.completeExceptionally(e);
            }
        });
        return new Attempt(begun, before);
    }

    private static IOException why(String what, @Nullable Throwable before) {
        return switch (before) {
            case PermanentFailure refused -> throw refused;
            case null -> new IOException("the watch of " + what + " has not begun yet");
            default -> new IOException(before.getMessage(), before);
        };
    }
}

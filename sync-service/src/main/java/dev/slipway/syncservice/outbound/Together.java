package dev.slipway.syncservice.outbound;

import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Calls to a cluster of which none needs another. All are made; the first in the list that fails says why. */
public final class Together {
    private static final int AT_ONCE = 16;

    private Together() {}

    @FunctionalInterface
    public interface Call {
        void make() throws IOException;
    }

    public static void make(List<Call> calls) throws IOException, InterruptedException {
        var slots = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> made = calls.stream()
                    .map(call -> threads.submit(() -> {
                        slots.acquire();
                        try {
                            call.make();
                        } finally {
                            slots.release();
                        }
                        return call;
                    }))
                    .toList();
            for (var one : made) {
                one.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case PermanentFailure failure -> throw failure;
                case IOException passing -> throw passing;
                case null, default -> throw new IOException(e.getCause());
            }
        }
    }
}

package dev.slipway.git;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a transfer that takes too long although its bytes keep trickling. */
final class Deadline extends EmptyProgressMonitor {
    private final long end;

    Deadline(Duration transfer) {
        end = System.nanoTime() + transfer.toNanos();
    }

    @Override
    public boolean isCancelled() {
        return System.nanoTime() - end > 0;
    }
}

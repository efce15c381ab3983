package dev.slipway.git;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A remote sends more than we take. */
final class TooMuch extends IOException {
    private static final long MEBIBYTE = 1L << 20;

    TooMuch(long bytes) {
        super("it sends more than " + (bytes >= MEBIBYTE ? bytes / MEBIBYTE + " MiB" : bytes + " bytes"));
    }

    static @Nullable TooMuch in(Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof TooMuch found) {
                return found;
            }
        }
        return null;
    }
}

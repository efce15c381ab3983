package dev.slipway.git;

import java.io.IOException;

/** The remote could not be asked, or did not answer in time. Whether a push arrived is then unknown. */
public final class GitUnreachable extends IOException {
    GitUnreachable(String message) {
        super(message);
    }

    GitUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}

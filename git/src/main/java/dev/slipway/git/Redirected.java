package dev.slipway.git;

import java.io.Serial;
import org.eclipse.jgit.errors.TransportException;

/** A server sends us to another host, and JGit would go there, with the credentials. */
final class Redirected extends TransportException {
    @Serial
    private static final long serialVersionUID = 1L;

    Redirected(String address) {
        super(address);
    }
}

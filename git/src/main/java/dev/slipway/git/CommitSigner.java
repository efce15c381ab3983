package dev.slipway.git;

import java.io.IOException;

/** Signs commits with one key. */
@FunctionalInterface
public interface CommitSigner {

    /** @return the signature as Git stores it beside the commit, armoured */
    String sign(byte[] commit) throws IOException;
}

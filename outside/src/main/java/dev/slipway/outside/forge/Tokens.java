package dev.slipway.outside.forge;

import java.util.Optional;

/** Who a forge knows, and what they may do with webhooks. */
@FunctionalInterface
public interface Tokens {

    enum Right {
        MANAGES_HOOKS,
        READS
    }

    /** Empty for a token that the forge does not know. */
    Optional<Right> rightOf(String token);
}

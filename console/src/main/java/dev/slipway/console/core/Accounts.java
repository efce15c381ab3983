package dev.slipway.console.core;

import dev.slipway.console.core.delivery.StoreUnavailable;

/** Who may sign in. Throws {@link StoreUnavailable} while the store does not answer. */
public interface Accounts {

    boolean matches(String name, String password);

    /** Whether somebody who has signed in before still may; answered from memory while the store is away. */
    boolean exists(String name);
}

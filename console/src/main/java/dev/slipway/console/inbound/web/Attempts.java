package dev.slipway.console.inbound.web;

import dev.slipway.service.door.Rates;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows the guessing of passwords: by one address, and of one account by many addresses. Whoever was signed in at an address before has a
 * bound of his own there, so the guesses of others do not slow him; and nobody is ever shut out for good. A try counts until it turns out
 * right, so many at the same time are no way around it.
 */
@Singleton
final class Attempts {
    static final int OF_AN_ADDRESS = 10;
    static final int OF_AN_ACCOUNT = 50;
    static final Duration AN_ADDRESS_WAITS = Duration.ofSeconds(30);
    static final Duration AN_ACCOUNT_WAITS = Duration.ofSeconds(10);
    private static final int REMEMBERED = 10_000;
    private static final int NAME_MAX = 200;
    private final Rates addresses;
    private final Rates accounts;
    private final Rates own;
    private final Map<Try, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Try, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param from as {@link dev.slipway.service.door.Network} counts */
    record Try(String account, String from) {}

    @Inject
    Attempts() {
        this(System::nanoTime);
    }

    Attempts(LongSupplier nanoTime) {
        addresses = new Rates(OF_AN_ADDRESS, 1.0 / AN_ADDRESS_WAITS.toSeconds(), nanoTime);
        accounts = new Rates(OF_AN_ACCOUNT, 1.0 / AN_ACCOUNT_WAITS.toSeconds(), nanoTime);
        own = new Rates(OF_AN_ACCOUNT, 1.0 / AN_ADDRESS_WAITS.toSeconds(), nanoTime);
    }

    boolean admits(Try asked) {
        if (isKnown(asked)) {
            return own.admits(asked.toString());
        }
        if (!addresses.admits(asked.from)) {
            return false;
        }
        if (asked.account.length() > NAME_MAX) {
            return true; // nobody is called so, and the names of nobody must not fill the memory
        }
        if (!accounts.admits(asked.account)) {
            addresses.giveBack(asked.from);
            return false;
        }
        return true;
    }

    /** What was admitted was right. */
    void succeeded(Try right) {
        if (isKnown(right)) {
            own.forget(right.toString());
        } else {
            takeBack(right);
            signedIn(right);
        }
    }

    /** What was admitted was compared with nothing, or right. */
    void takeBack(Try asked) {
        if (isKnown(asked)) {
            own.giveBack(asked.toString());
        } else {
            addresses.giveBack(asked.from);
            accounts.giveBack(asked.account);
        }
    }

    void signedIn(Try there) {
        synchronized (known) {
            known.put(there, true);
        }
    }

    int remembered() {
        synchronized (known) {
            return known.size();
        }
    }

    private boolean isKnown(Try asked) {
        synchronized (known) {
            return known.containsKey(asked);
        }
    }
}

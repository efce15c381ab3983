package dev.slipway.webhookservice.inbound;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How much each sender may ask: so many requests a second, twice as many at once. */
final class SenderRates {
    private static final int SENDERS_MAX = 10_000;
    private static final double NANOS = 1e9;
    private final double perSecond;
    private final LongSupplier nanoTime;

    private final Map<String, Budget> budgets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
            return size() > SENDERS_MAX;
        }
    };

    /** @param perSecond none where it is zero */
    SenderRates(double perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    synchronized boolean admits(String sender) {
        if (perSecond <= 0) {
            return true;
        }
        var budget = budget(sender);
        if (budget.left <= 0) {
            return false;
        }
        budget.left--;
        return true;
    }

    private Budget budget(String sender) {
        var now = nanoTime.getAsLong();
        var budget = budgets.computeIfAbsent(sender, _ -> new Budget(2 * perSecond, now));
        budget.left = Math.min(2 * perSecond, budget.left + (now - budget.at) / NANOS * perSecond);
        budget.at = now;
        return budget;
    }

    private static final class Budget {
        private double left;
        private long at;

        private Budget(double left, long at) {
            this.left = left;
            this.at = at;
        }
    }
}

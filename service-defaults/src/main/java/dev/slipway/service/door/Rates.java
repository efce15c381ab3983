package dev.slipway.service.door;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** How much each may do: so many times at once, and then so many times a second. Of those who did nothing for long, nothing is known. */
public final class Rates {
    private static final int REMEMBERED = 10_000;
    private static final double NANOS = 1e9;
    private final double atOnce;
    private final double perSecond;
    private final LongSupplier nanoTime;

    private final Map<String, Budget> budgets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Budget> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param perSecond none where it is zero */
    public Rates(double atOnce, double perSecond, LongSupplier nanoTime) {
        this.atOnce = atOnce;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    public synchronized boolean admits(String who) {
        if (perSecond <= 0) {
            return true;
        }
        var budget = budget(who);
        if (budget.left < 1) {
            return false;
        }
        budget.left--;
        return true;
    }

    /** As if it had not been admitted the last time. */
    public synchronized void giveBack(String who) {
        budget(who).left++;
    }

    /** As if it had never done anything. */
    public synchronized void forget(String who) {
        budgets.remove(who);
    }

    private Budget budget(String who) {
        var now = nanoTime.getAsLong();
        var budget = budgets.computeIfAbsent(who, _ -> new Budget(atOnce, now));
        budget.left = Math.min(atOnce, budget.left + (now - budget.at) / NANOS * perSecond);
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

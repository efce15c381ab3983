package dev.slipway.service.sync;

import dev.slipway.events.catalog.Sync;
import dev.slipway.service.sync.SyncStrategy.Moment;
import dev.slipway.service.sync.SyncStrategy.Verdict;
import dev.slipway.service.sync.SyncStrategy.Verdict.Go;
import dev.slipway.service.sync.SyncStrategy.Verdict.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All strategies that are known here. */
public final class SyncStrategies {
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofDays(8);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);
    private final Map<String, SyncStrategy> byName = new TreeMap<>();

    public SyncStrategies(Iterable<SyncStrategy> strategies) {
        strategies.forEach(strategy -> {
            if (byName.put(strategy.name(), strategy) != null) {
                throw new IllegalStateException("two sync strategies are called " + strategy.name());
            }
        });
    }

    public static SyncStrategies found() {
        return new SyncStrategies(ServiceLoader.load(SyncStrategy.class, SyncStrategies.class.getClassLoader()));
    }

    public List<String> names() {
        return new ArrayList<>(byName.keySet());
    }

    public Optional<SyncStrategy> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** @param declared absent: at once */
    public Verdict judge(@Nullable Sync declared, Moment moment) {
        if (declared == null || declared.goesAtOnce()) {
            return new Go();
        }
        if (declared.when().equals(Sync.WENT_BACK)) {
            return new Wait(
                    null,
                    moment.now().plus(LATEST),
                    "the environment went back ahead of Git, and Git has not followed: what is in Git would bring back what was left",
                    "have the rollback's commit mended, or " + now(moment));
        }
        var strategy = byName.get(declared.when());
        if (strategy == null) {
            return fault(
                    moment,
                    "this sync-service knows no strategy '" + declared.when() + "'",
                    "use a sync-service that has it, or one of " + String.join(", ", byName.keySet()));
        }
        try {
            return bounded(strategy.of(declared).at(moment), moment.now());
        } catch (RuntimeException | StackOverflowError e) {
            return fault(
                    moment,
                    "its strategy '" + declared.when() + "' fails: " + e.getMessage(),
                    "correct 'sync' of the environment in the project's document");
        }
    }

    /** Whatever a strategy says: it is asked again, and not all the time. */
    private static Verdict bounded(Verdict verdict, Instant now) {
        if (!(verdict instanceof Wait(var until, var again, var why, var nextStep))) {
            return verdict;
        }
        var soonest = now.plus(SOONEST);
        var latest = now.plus(LATEST);
        var asked = again.isBefore(soonest) ? soonest : again.isAfter(latest) ? latest : again;
        return new Wait(until, asked, why, nextStep);
    }

    private static Wait fault(Moment moment, String why, String nextStep) {
        return new Wait(null, moment.now().plus(AFTER_A_FAULT), why, nextStep + "; or " + now(moment));
    }

    /** How a person lets it go on. */
    static String now(Moment moment) {
        var environment = moment.environment();
        return "let it go on now: slipway sync " + environment.project() + " " + environment.name();
    }
}

package dev.slipway.service.sync;

import dev.slipway.events.catalog.Sync;
import dev.slipway.service.sync.SyncStrategy.Moment;
import dev.slipway.service.sync.SyncStrategy.Verdict;
import dev.slipway.service.sync.SyncStrategy.Verdict.Go;
import dev.slipway.service.sync.SyncStrategy.Verdict.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All strategies that are known here. */
public final class SyncStrategies {
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
        var strategy = byName.get(declared.when());
        if (strategy == null) {
            return fault(
                    moment,
                    "this sync-service knows no strategy '" + declared.when() + "'",
                    "use a sync-service that has it, or one of " + String.join(", ", byName.keySet()));
        }
        try {
            return strategy.of(declared).at(moment);
        } catch (RuntimeException | StackOverflowError e) {
            return fault(
                    moment,
                    "its strategy '" + declared.when() + "' fails: " + e.getMessage(),
                    "correct 'sync' of the environment in the project's document");
        }
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

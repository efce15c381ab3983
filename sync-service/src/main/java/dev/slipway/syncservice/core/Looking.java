package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at the engines of environments, and hands on what the observer finds worth telling. */
public final class Looking {
    /** What was out of reach is not asked again at once: each try may take as long as a timeout. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Map<String, Sight> sights;
    private final Observer observer;
    private final Hints hints;
    private final Map<String, Blind> blind = new HashMap<>();

    /** @param sights by the type of engine; the others are not looked at */
    public Looking(Map<String, Sight> sights, Observer observer, Hints hints) {
        this.sights = Map.copyOf(sights);
        this.observer = observer;
        this.hints = hints;
    }

    private record Blind(Instant until, String why) {}

    /** @param rows the newest of each environment */
    public void look(Collection<EnvironmentDesired> rows, Instant now) throws InterruptedException {
        var watched =
                rows.stream().filter(row -> sights.containsKey(row.engine())).toList();
        observer.forgetAllBut(
                watched.stream().map(EnvironmentDesired::environment).collect(Collectors.<EnvironmentRef>toSet()));
        for (var row : watched) {
            look(row, Objects.requireNonNull(sights.get(row.engine())), now).ifPresent(this::tell);
        }
    }

    private Optional<EngineSeen> look(EnvironmentDesired row, Sight sight, Instant now) throws InterruptedException {
        var place = placeOf(row);
        var known = blind.get(place);
        if (known != null && now.isBefore(known.until())) {
            return observer.loses(row, sight.object(row), known.why(), now);
        }
        try {
            var sighting = sight.of(row);
            blind.remove(place);
            return observer.sees(row, sighting, now);
        } catch (IOException | PermanentFailure e) {
            var why = String.valueOf(e.getMessage());
            blind.put(place, new Blind(now.plus(PAUSE), why));
            return observer.loses(row, sight.object(row), why, now);
        }
    }

    /** What is watched together. */
    private static String placeOf(EnvironmentDesired row) {
        var settings = row.settings() == null ? new Engine(row.engine()) : row.settings();
        return row.engine() + " " + settings.kind() + " " + settings.namespace();
    }

    private void tell(EngineSeen seen) {
        hints.store(seen).whenComplete((_, failed) -> {
            if (failed != null) {
                observer.untold(seen);
            }
        });
    }
}

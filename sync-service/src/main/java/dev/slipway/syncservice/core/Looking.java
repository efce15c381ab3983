package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks at the engines of environments, and hands on what the observer finds worth telling. */
public final class Looking {
    private final Map<String, Sight> sights;
    private final Observer observer;
    private final Hints hints;
    private final Map<EnvironmentRef, Watched> watched = new HashMap<>();

    /** @param sights by the type of engine; the others are not looked at */
    public Looking(Map<String, Sight> sights, Observer observer, Hints hints) {
        this.sights = Map.copyOf(sights);
        this.observer = observer;
        this.hints = hints;
    }

    private record Watched(EnvironmentDesired row, Sight.View view) {}

    /** @param rows the newest of each environment */
    public void look(Collection<EnvironmentDesired> rows, Instant now) {
        var seen = rows.stream().filter(row -> sights.containsKey(row.engine())).toList();
        var environments =
                seen.stream().map(EnvironmentDesired::environment).collect(Collectors.<EnvironmentRef>toSet());
        observer.forgetAllBut(environments);
        watched.keySet().retainAll(environments);
        for (var row : seen) {
            look(row, now).ifPresent(this::tell);
        }
    }

    private Optional<EngineSeen> look(EnvironmentDesired row, Instant now) {
        var view = viewOf(row);
        try {
            return observer.sees(row, view.now(), now);
        } catch (IOException | PermanentFailure e) {
            return observer.loses(row, view.object(), String.valueOf(e.getMessage()), now);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the table hands out the same row until another one comes
    private Sight.View viewOf(EnvironmentDesired row) {
        var known = watched.get(row.environment());
        if (known != null && known.row() == row) {
            return known.view();
        }
        var view = Objects.requireNonNull(sights.get(row.engine())).of(row);
        watched.put(row.environment(), new Watched(row, view));
        return view;
    }

    private void tell(EngineSeen seen) {
        hints.store(seen).whenComplete((_, failed) -> {
            if (failed != null) {
                observer.untold(seen);
            }
        });
    }
}

package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One object that is as a test says. */
final class FakeSight implements Sight {
    static final String OBJECT = "Application argocd/hichat-prod";
    EngineSync sync = EngineSync.SYNCED;
    EngineHealth health = EngineHealth.HEALTHY;
    String revision = "r1";
    long version = 1;
    boolean isThere = true;
    int read;

    @Nullable
    IOException away;

    @Override
    public View of(EnvironmentDesired desired) {
        read++;
        return new View() {
            @Override
            public String object() {
                return OBJECT;
            }

            @Override
            public Sighting now() throws IOException {
                return seen(desired.engine());
            }
        };
    }

    private Sighting seen(String engine) throws IOException {
        if (away != null) {
            throw away;
        }
        return isThere
                ? new Sighting(new Observation(engine, OBJECT, sync, health, revision, null, null), version)
                : Sighting.missing(engine, OBJECT);
    }
}

package dev.slipway.notifier.core;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.notifier.core.Notice.Headline;
import org.jspecify.annotations.Nullable;

/** How an environment is, as far as people are told. */
public enum Condition {
    @JsonProperty("well")
    WELL(Headline.ENGINE_WELL),
    @JsonProperty("degraded")
    DEGRADED(Headline.ENGINE_DEGRADED),
    @JsonProperty("missing")
    MISSING(Headline.ENGINE_MISSING),
    @JsonProperty("out-of-sync")
    OUT_OF_SYNC(Headline.ENGINE_OUT_OF_SYNC),
    /** On its way, suspended, or out of reach: nobody knows whether it is well. Nobody is told, nor of what was seen just before. */
    @JsonProperty("unclear")
    UNCLEAR(null);

    private final @Nullable Headline headline;

    Condition(@Nullable Headline headline) {
        this.headline = headline;
    }

    @Nullable
    Headline headline() {
        return headline;
    }

    boolean isBad() {
        return this != WELL && this != UNCLEAR;
    }

    static Condition of(EngineObserved seen) {
        return switch (seen.health()) {
            case DEGRADED -> DEGRADED;
            case MISSING -> MISSING;
            case PROGRESSING, SUSPENDED -> UNCLEAR;
            case HEALTHY, UNKNOWN ->
                switch (seen.sync()) {
                    case SYNCED -> WELL;
                    case OUT_OF_SYNC -> OUT_OF_SYNC;
                    case UNKNOWN -> UNCLEAR;
                };
        };
    }
}

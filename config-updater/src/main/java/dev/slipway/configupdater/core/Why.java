package dev.slipway.configupdater.core;

import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Setting;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why a release is to be written, and what its commit says because of that. */
public sealed interface Why {

    /** Its push was built. */
    record Arrived() implements Why {}

    /**
     * @param from the environments in which it was live before
     * @param by who asked for it; none where it comes by itself
     */
    record Promoted(List<String> from, @Nullable String by) implements Why {
        public Promoted {
            from = List.copyOf(from);
        }
    }

    /**
     * @param gone whether it comes because there is no pin any more
     * @param from the environments that come before, in which it was live
     */
    record Pinned(boolean gone, List<String> from) implements Why {
        public Pinned {
            from = List.copyOf(from);
        }
    }

    /**
     * @param to the release whose commit says what comes back
     * @param hold up to which ordinal the line is held from now on
     * @param by who asked for it; none where a rollout failed
     */
    record TurnedBack(
            UUID to, Ordinal hold, String reason, @Nullable String by) implements Why {}

    /**
     * @param settings what is set besides the image
     * @param message what the commit says first; none for our own words
     */
    record Deployed(List<Setting> settings, @Nullable String message, String by) implements Why {
        public Deployed {
            settings = List.copyOf(settings);
        }
    }

    /** What comes by itself: its origin says the rest. */
    static Why of(Release release, Environment environment) {
        var promotion = environment.promotion();
        var from = promotion == null ? List.<String>of() : promotion.after();
        return release.origin() == Origin.PIN
                ? new Pinned(environment.revision() == null, from)
                : from.isEmpty() ? new Arrived() : new Promoted(from, null);
    }

    /** The environments in which it was live before. */
    default List<String> from() {
        return List.of();
    }

    /** Who asked for it; none where it comes by itself. */
    default @Nullable String by() {
        return null;
    }
}

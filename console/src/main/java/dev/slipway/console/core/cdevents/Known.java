package dev.slipway.console.core.cdevents;

import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was said of a project before: what runs where, and which environments are declared. */
public record Known(Map<String, Live> live, Map<String, Environment> environments) {
    public static final Known NOTHING = new Known(Map.of(), Map.of());

    public Known {
        live = Map.copyOf(live);
        environments = Map.copyOf(environments);
    }

    public record Live(Ordinal ordinal, @Nullable Integer turn, ImageReference image) {

        Rank rank() {
            return new Rank(ordinal, turn == null ? 0 : turn);
        }
    }

    Known with(String line, Live release) {
        var changed = new TreeMap<>(live);
        changed.put(line, release);
        return new Known(changed, environments);
    }

    Known with(Map<String, Environment> declared) {
        return new Known(live, declared);
    }

    static String line(Release release) {
        return release.environment() + "/" + release.application();
    }
}

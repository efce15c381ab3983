package dev.slipway.simulator;

import dev.slipway.events.catalog.Project;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.webhookservice.core.Declared;
import java.util.List;

/** An instance's view of the catalog: for a while after its start it knows nothing, or only some of it. */
final class CatalogReading implements Declared {
    private static final double SLOW = 0.3;
    private final Chaos chaos;
    private int known;

    CatalogReading(Chaos chaos) {
        this.chaos = chaos;
    }

    @Override
    public List<Project> projects() {
        return Catalogs.projects().subList(0, known);
    }

    @Override
    public boolean whole() {
        if (!chaos.happens(SLOW)) {
            known = Math.min(known + 1, Catalogs.projects().size());
        }
        return known == Catalogs.projects().size();
    }
}

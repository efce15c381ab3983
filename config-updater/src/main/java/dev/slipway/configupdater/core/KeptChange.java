package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.Proposed;
import dev.slipway.configupdater.core.Why.Arrived;
import dev.slipway.configupdater.core.Why.Deployed;
import dev.slipway.configupdater.core.Why.Pinned;
import dev.slipway.configupdater.core.Why.Promoted;
import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Setting;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change as its row keeps it. While a suite is upgraded, instances of both versions read the same rows: so the form stays. */
record KeptChange(
        Release release,
        Repository repository,
        Environment.Config config,
        @Nullable UUID delivery,
        @Nullable Back back,
        @Nullable List<String> promotedFrom,
        @Nullable String by,
        @Nullable Deploy deploy,
        @Nullable Boolean unpins,
        @Nullable Proposed proposed) {

    record Back(UUID to, Ordinal hold, String why) {}

    record Deploy(List<Setting> settings, @Nullable String message) {}

    static KeptChange of(ConfigChange change) {
        var why = change.why();
        return new KeptChange(
                change.release(),
                change.repository(),
                change.config(),
                change.delivery(),
                why instanceof TurnedBack(var to, var hold, var reason, var _) ? new Back(to, hold, reason) : null,
                why.from().isEmpty() ? null : why.from(),
                why.by(),
                why instanceof Deployed(var settings, var message, var _) ? new Deploy(settings, message) : null,
                (why instanceof Pinned pinned && pinned.gone()) ? true : null,
                change.proposed());
    }

    ConfigChange change() {
        return new ConfigChange(release, repository, config, delivery, why(), proposed);
    }

    private Why why() {
        var from = Objects.requireNonNullElse(promotedFrom, List.<String>of());
        if (back != null) {
            return new TurnedBack(back.to, back.hold, back.why, by);
        }
        if (deploy != null) {
            return new Deployed(deploy.settings, deploy.message, Objects.requireNonNull(by));
        }
        if (release.origin() == Origin.PIN) {
            return new Pinned(Boolean.TRUE.equals(unpins), from);
        }
        return from.isEmpty() ? new Arrived() : new Promoted(from, by);
    }
}

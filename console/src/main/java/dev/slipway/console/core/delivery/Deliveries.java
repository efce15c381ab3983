package dev.slipway.console.core.delivery;

import dev.slipway.console.core.engine.ClusterEngineView;
import dev.slipway.console.core.engine.EngineView;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What has happened, kept. Every method throws {@link StoreUnavailable} while the store does not answer. */
public interface Deliveries {

    /** What looks otherwise than before. */
    record Changed(List<DeliveryView> deliveries, List<EngineView> engines, List<ClusterEngineView> clusterEngines) {}

    /**
     * Keeps the events and folds the deliveries they belong to anew, both or neither. An event that is kept already changes nothing.
     *
     * @return what changed
     * @throws IllegalArgumentException if the store can never take one of the events
     */
    Changed keep(Collection<RawEvent> events, Predicate<BranchPushed> followed);

    /** Newest first, without idle ones; {@code before} is the id of the last delivery of the page before. */
    List<DeliveryView> newest(int limit, @Nullable UUID before);

    /** By its own id, by that of one of its events, or by the one that a hook was answered with: then the newest that it led to. */
    Optional<DeliveryView> find(UUID id);

    /** In the order of their time. */
    List<RawEvent> eventsOf(UUID delivery);

    /** What happened from then to then, in the order of its time; the first of it where it is more than so many. */
    List<RawEvent> between(Instant from, Instant to, int most);

    /** What was said of a line and of its releases, the newest of it where it is more than so many, in the order of its time. */
    List<Fact<?>> ofLine(EnvironmentRef environment, String application, int most);

    /** Releases of the line that are in its config branch, whose id begins so: some of them where there are several. */
    List<Release> written(EnvironmentRef environment, String application, String idBegins);

    /** What was built of an application, the newest first. */
    List<ImageBuilt> images(ApplicationRef application, int most);

    /** What runs in an environment, as far as a sync-service has said. */
    Optional<ReleaseLive> lastLive(EnvironmentRef environment);
}

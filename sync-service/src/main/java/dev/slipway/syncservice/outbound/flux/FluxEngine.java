package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Contents;
import dev.slipway.syncservice.core.Engine;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.outbound.engine.Begun;
import dev.slipway.syncservice.outbound.engine.Fields;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Flux as the engine: its objects are written from the catalog, or driven as they are, and asked to reconcile at once. */
public final class FluxEngine implements Engine {
    public static final String TYPE = "flux";

    /** Longer than Flux waits between its tries. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FluxParts parts;

    /** @param cluster the one that Flux runs in */
    public FluxEngine(FluxApi api, Secrets secrets, Contents contents, Cluster cluster) {
        this(new FluxParts(api, secrets, contents, cluster, PATIENCE));
    }

    FluxEngine(FluxParts parts) {
        this.parts = parts;
    }

    @Override
    public Plan plan(EnvironmentDesired desired) throws IOException {
        var environment = FluxEnvironment.of(desired);
        parts.contents().learn(desired);
        var kind = environment.kind();
        var live = parts.api().find(kind, environment.namespace(), environment.name());
        if (live.isPresent()) {
            mustBeFree(live.get(), environment);
        } else if (!environment.settings().creates()) {
            throw missing(kind + " " + environment.namespace() + "/" + environment.name());
        }
        var spec = environment.settings().creates() || live.isEmpty()
                ? new Fields(new FluxObjects(environment).applierSpec())
                : live.get().spec();
        var source = FluxSource.of(kind, kind + " " + environment.name(), environment.namespace(), spec);
        var liveSource = parts.api().find(source.kind(), source.namespace(), source.name());
        if (liveSource.isPresent()) {
            mustBeFree(liveSource.get(), environment);
        } else if (!environment.writesSource()) {
            throw missing(source.toString());
        }
        for (var beside : environment.beside()) {
            parts.api()
                    .find(beside.kind(), beside.namespace(), beside.name())
                    .ifPresent(found -> mustBeOurs(found, environment));
        }
        return new FluxPlan(parts, environment, source, live.orElse(null));
    }

    @Override
    public Optional<Sight> sight() {
        return Optional.of(new FluxSight(parts.api(), new Begun()));
    }

    /** Two environments that write the same one would turn it back and forth. */
    private static void mustBeOurs(FluxObject object, FluxEnvironment environment) {
        var its = object.annotation(FluxObjects.ENVIRONMENT);
        var ours = environment.desired().environment().toString();
        if (its != null && !its.equals(ours)) {
            throw new PermanentFailure(
                    Segment.CONFIG,
                    object + " belongs to environment " + its,
                    "give it another name in engine.spec.sources of environment " + ours
                            + ", or take it out there: what is in the cluster may be used all the same");
        }
        mustBeFree(object, environment);
    }

    private static void mustBeFree(FluxObject object, FluxEnvironment environment) {
        var its = object.annotation(FluxObjects.ENVIRONMENT);
        var ours = environment.desired().environment().toString();
        if (its != null && !its.equals(ours) && object.name().equals(environment.name())) {
            throw new PermanentFailure(
                    Segment.CONFIG,
                    object + " belongs to environment " + its,
                    "give environment " + ours + " another engine.name");
        }
        if (object.isSuspended()) {
            throw new PermanentFailure(FluxTrouble.suspended(object).why());
        }
    }

    private static PermanentFailure missing(String object) {
        return new PermanentFailure(
                Segment.ENGINE,
                "there is no " + object,
                "make it, or correct engine.name, engine.namespace and engine.spec in the catalog; without create: false and sourceRef"
                        + " Slipway makes it");
    }
}

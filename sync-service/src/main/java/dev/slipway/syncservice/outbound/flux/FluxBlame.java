package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.values.Failure;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What else is not well where an environment is not: its further sources, and what it has applied of Flux' own kinds. Flux only says that it
 * waits for them. It is for people, and looked for now and then; what can't be seen is left out.
 */
final class FluxBlame {
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(2);
    private static final int LOOKED_AT_MAX = 20;
    private static final int TOLD_MAX = 3;
    private static final int MESSAGE_MAX = 300;

    private final FluxApi api;
    private final List<FluxBeside> sources;
    private String known = "";
    private long next = System.nanoTime();

    FluxBlame(FluxApi api, List<FluxBeside> sources) {
        this.api = api;
        this.sources = sources;
    }

    private record Place(FluxKind kind, String namespace, String name) {}

    Rollout during(Rollout rollout, FluxObject applier) {
        return rollout instanceof UnderWay underWay && hasSome(applier)
                ? underWay.saying(nowAndThen(applier))
                : rollout;
    }

    Broken failed(Broken broken, FluxObject applier) {
        var why = broken.why();
        var more = hasSome(applier) ? of(applier) : "";
        return more.isEmpty()
                ? broken
                : new Broken(
                        new Failure(why.segment(), why.seen() + more, why.nextStep()),
                        broken.images(),
                        broken.others());
    }

    private boolean hasSome(FluxObject applier) {
        return !sources.isEmpty() || !FluxInventory.ofFlux(applier).isEmpty();
    }

    private String nowAndThen(FluxObject applier) {
        if (System.nanoTime() - next >= 0) {
            known = of(applier);
            next = System.nanoTime() + NOW_AND_THEN.toNanos();
        }
        return known;
    }

    private String of(FluxObject applier) {
        var besides = sources.stream().map(each -> new Place(each.kind(), each.namespace(), each.name()));
        var applied = FluxInventory.ofFlux(applier).stream().flatMap(FluxBlame::place);
        return Stream.concat(besides, applied)
                .distinct()
                .limit(LOOKED_AT_MAX)
                .flatMap(place -> find(place).stream())
                .flatMap(object -> trouble(object).stream())
                .limit(TOLD_MAX)
                .map(trouble -> "; " + trouble)
                .collect(Collectors.joining());
    }

    private static Stream<Place> place(Manifest manifest) {
        var namespace = manifest.namespace();
        return namespace == null
                ? Stream.empty()
                : FluxKind.of(manifest.kind()).stream().map(kind -> new Place(kind, namespace, manifest.name()));
    }

    private Optional<FluxObject> find(Place place) {
        try {
            return api.find(place.kind(), place.namespace(), place.name());
        } catch (IOException | PermanentFailure e) {
            return Optional.empty();
        }
    }

    static Optional<String> trouble(FluxObject object) {
        return object.isSuspended()
                ? Optional.of(object + " is suspended")
                : object.failed().map(failed -> object + ": " + failed.reason() + ": " + shortened(failed.message()));
    }

    private static String shortened(String message) {
        return message.length() <= MESSAGE_MAX ? message : message.substring(0, MESSAGE_MAX) + " …";
    }
}

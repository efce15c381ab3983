package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.engine.ClusterEngineView;
import dev.slipway.console.core.engine.EngineView;
import dev.slipway.console.inbound.facts.Onlookers;
import dev.slipway.events.wire.Json;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.inject.Singleton;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/** Who looks now is told what changes now. A listener that does not keep up is cut off; it asks again and misses nothing on the page. */
@Singleton
public class Live implements Onlookers {
    private static final int BEHIND_MAX = 1_000;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private final BroadcastProcessor<DeliveryView> deliveries = BroadcastProcessor.create();
    private final BroadcastProcessor<EngineView> engines = BroadcastProcessor.create();
    private final BroadcastProcessor<ClusterEngineView> clusterEngines = BroadcastProcessor.create();

    @Override
    public void changed(DeliveryView delivery) {
        deliveries.onNext(delivery);
    }

    @Override
    public void changed(EngineView engine) {
        engines.onNext(engine);
    }

    @Override
    public void changed(ClusterEngineView engine) {
        clusterEngines.onNext(engine);
    }

    Multi<OutboundSseEvent> deliveries(Sse sse) {
        return told(sse, deliveries, delivery -> delivery.id().toString());
    }

    Multi<OutboundSseEvent> engines(Sse sse) {
        return told(sse, engines, engine -> engine.project() + "/" + engine.environment());
    }

    Multi<OutboundSseEvent> clusterEngines(Sse sse) {
        return told(sse, clusterEngines, engine -> engine.cluster() + "/" + engine.engine());
    }

    private static <T> Multi<OutboundSseEvent> told(Sse sse, Multi<T> changes, Function<T, String> id) {
        var told = changes.onOverflow()
                .buffer(BEHIND_MAX)
                .map(changed -> sse.newEventBuilder()
                        .id(id.apply(changed))
                        .data(new String(Json.write(changed), StandardCharsets.UTF_8))
                        .build());
        // Says to both ends, and to what stands between them, that the other is there.
        var beats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(_ -> sse.newEventBuilder().comment("").build());
        return Multi.createBy().merging().streams(told, beats);
    }
}

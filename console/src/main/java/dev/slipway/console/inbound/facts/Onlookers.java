package dev.slipway.console.inbound.facts;

import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.engine.ClusterEngineView;
import dev.slipway.console.core.engine.EngineView;

/** Who looks now. */
public interface Onlookers {

    void changed(DeliveryView delivery);

    void changed(EngineView engine);

    void changed(ClusterEngineView engine);
}

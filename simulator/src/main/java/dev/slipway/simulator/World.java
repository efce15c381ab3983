package dev.slipway.simulator;

import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.world.SimulatedChat;
import dev.slipway.simulator.world.SimulatedCluster;
import dev.slipway.simulator.world.SimulatedConfig;
import dev.slipway.simulator.world.SimulatedForge;
import dev.slipway.simulator.world.SimulatedRegistry;

/** The outside of a schedule. */
record World(
        SimulatedForge forge,
        SimulatedRegistry registry,
        SimulatedConfig config,
        SimulatedCluster cluster,
        SimulatedChat chat) {

    static World of(Chaos chaos) {
        var config = new SimulatedConfig(chaos);
        return new World(
                new SimulatedForge(chaos, config),
                new SimulatedRegistry(chaos),
                config,
                new SimulatedCluster(chaos, config),
                new SimulatedChat(chaos));
    }
}

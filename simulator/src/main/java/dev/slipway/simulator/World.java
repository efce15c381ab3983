package dev.slipway.simulator;

import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.VirtualClock;
import dev.slipway.simulator.world.SimulatedChat;
import dev.slipway.simulator.world.SimulatedCluster;
import dev.slipway.simulator.world.SimulatedConfig;
import dev.slipway.simulator.world.SimulatedFolders;
import dev.slipway.simulator.world.SimulatedForge;
import dev.slipway.simulator.world.SimulatedPipelines;
import dev.slipway.simulator.world.SimulatedProposals;
import dev.slipway.simulator.world.SimulatedRegistry;
import dev.slipway.simulator.world.SimulatedRequests;
import dev.slipway.simulator.world.SimulatedStatus;

/** The outside of a schedule. */
record World(
        SimulatedForge forge,
        SimulatedRequests requests,
        SimulatedPipelines pipelines,
        SimulatedRegistry registry,
        SimulatedConfig config,
        SimulatedProposals proposals,
        SimulatedFolders folders,
        SimulatedStatus.Branch status,
        SimulatedCluster cluster,
        SimulatedChat chat) {

    static World of(Chaos chaos, VirtualClock clock) {
        var config = new SimulatedConfig(chaos);
        var forge = new SimulatedForge(chaos, config);
        var registry = new SimulatedRegistry(chaos, clock);
        return new World(
                forge,
                new SimulatedRequests(chaos, clock),
                new SimulatedPipelines(forge, registry, clock),
                registry,
                config,
                new SimulatedProposals(chaos, clock, config),
                new SimulatedFolders(chaos, forge, config),
                new SimulatedStatus.Branch(),
                new SimulatedCluster(chaos, config),
                new SimulatedChat(chaos));
    }
}

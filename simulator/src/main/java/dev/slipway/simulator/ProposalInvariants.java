package dev.slipway.simulator;

import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.Fact;
import dev.slipway.events.values.Release;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.world.SimulatedProposals;
import java.util.Collection;
import java.util.stream.Collectors;

/** What must hold of changes that people merge. */
final class ProposalInvariants {
    private final SimulatedProposals proposals;
    private final Collection<Fact<ConfigEvent>> config;
    private final Expectation expectation;

    ProposalInvariants(Suite suite, Log log, Expectation expectation) {
        proposals = suite.world().proposals();
        config = Invariants.distinct(log.facts("config", ConfigEvent.class));
        this.expectation = expectation;
    }

    void check() {
        expectation.that(proposals.doubled() == 0, "two merge requests are open for one branch");
        aMergeIsReleasedOnce();
    }

    /** As what was proposed, or as a change of people where that had ended; never as both. */
    private void aMergeIsReleasedOnce() {
        var updated = config.stream()
                .filter(fact -> fact.event() instanceof ConfigUpdated)
                .map(fact -> ((ConfigUpdated) fact.event()).release().id())
                .collect(Collectors.toSet());
        for (var fact : config) {
            if (fact.event() instanceof ReleaseRequested(var release)
                    && release.application().equals(Release.CONFIG)) {
                var merged = proposals.squashed().get(release.source().id());
                expectation.that(
                        merged == null || !updated.contains(merged),
                        "the merge of " + merged + " is also a release of people");
            }
        }
    }
}

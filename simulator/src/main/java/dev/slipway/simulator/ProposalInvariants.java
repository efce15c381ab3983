package dev.slipway.simulator;

import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigProposed;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.Fact;
import dev.slipway.events.values.Release;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.world.SimulatedProposals;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
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

    /**
     * As what was proposed, or as a change of people where that had ended; never as both. A proposal of which nothing was said, since we died
     * over it, is made again, and so is one of a release that failed and was replayed: those are merged a second time.
     */
    private void aMergeIsReleasedOnce() {
        var proposed = said(ConfigProposed.class, ConfigProposed::commit);
        var updated = said(ConfigUpdated.class, ConfigUpdated::release);
        var failed = said(ConfigFailed.class, ConfigFailed::release);
        for (var release : said(ReleaseRequested.class, ReleaseRequested::release)) {
            var merge = proposals.squashed().get(release.source().id());
            expectation.that(
                    merge == null
                            || !release.application().equals(Release.CONFIG)
                            || !proposed.contains(merge.proposal())
                            || updated.stream().noneMatch(other -> other.id().equals(merge.release()))
                            || failed.stream().anyMatch(other -> other.id().equals(merge.release())),
                    "the merge of " + merge + " is also a release of people");
        }
    }

    private <E extends ConfigEvent, T> Set<T> said(Class<E> type, Function<E, T> what) {
        return config.stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .map(what)
                .collect(Collectors.toSet());
    }
}

package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.WireName;
import dev.slipway.events.values.EnvironmentRef;
import java.time.Instant;

/**
 * One who looks has seen an environment so. It may come twice, late, or from one whose watch lags behind another's: the decider says what
 * of it is a fact.
 *
 * @param home the cluster whose sync-service this is
 * @param cluster the one that the environment is live in
 * @param since when the witness first saw it so
 * @param version of what was seen
 * @param witness who looked: an instance of this service, or its acts
 * @param wanted whether the revision is the one that the environment should have
 * @param lost whether nothing is seen any more, because the engine is out of reach
 */
@WireName("dev.slipway.sync.engine-seen.v1")
public record EngineSeen(
        EnvironmentRef environment,
        String home,
        String cluster,
        Observation observation,
        Instant since,
        long version,
        String witness,
        boolean wanted,
        boolean lost)
        implements EngineHint {

    static EngineSeen of(EnvironmentDesired desired, Sighting sighting, Instant since, String witness) {
        var wanted =
                desired.source().commit().value().equals(sighting.observation().revision());
        return new EngineSeen(
                desired.environment(),
                desired.cluster(),
                desired.destination(),
                sighting.observation(),
                since,
                sighting.version(),
                witness,
                wanted,
                false);
    }

    EngineSeen asLost() {
        return new EngineSeen(environment, home, cluster, observation, since, version, witness, wanted, true);
    }

    EngineSeen firstAt(Instant time) {
        return new EngineSeen(environment, home, cluster, observation, time, version, witness, wanted, lost);
    }

    /**
     * Whether people are to hear of it who were told this before. A new revision alone is news where it is what the environment should have:
     * on a branch of many environments, each commit is a new revision for all of them.
     */
    boolean isNewsAfter(Observation told) {
        return !observation.isLike(told) || (wanted && observation.movedFrom(told));
    }

    EngineObserved asFact() {
        return new EngineObserved(
                environment,
                cluster,
                observation.engine(),
                observation.object(),
                observation.sync(),
                observation.health(),
                observation.revision(),
                observation.message(),
                observation.resources(),
                since);
    }

    @Override
    public String project() {
        return environment.project();
    }

    @Override
    public String subject() {
        return environment + "@" + since + " " + observation.sync() + " " + observation.health();
    }

    @Override
    public String topic() {
        return EngineHint.topicOf(home);
    }
}

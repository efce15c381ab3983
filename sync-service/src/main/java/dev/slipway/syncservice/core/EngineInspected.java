package dev.slipway.syncservice.core;

import dev.slipway.events.SyncEvent.EngineFound;
import dev.slipway.events.WireName;
import dev.slipway.events.values.EngineHealth;
import java.time.Instant;

/**
 * One who looks has found an engine of this cluster so.
 *
 * @param since when the witness first found it so
 * @param at when it looked last
 * @param witness an instance of this service
 */
@WireName("dev.slipway.sync.engine-inspected.v1")
public record EngineInspected(String cluster, Finding finding, Instant since, Instant at, String witness)
        implements EngineHint {

    boolean seesNothing() {
        return finding.health() == EngineHealth.UNKNOWN;
    }

    EngineFound asFact() {
        return new EngineFound(
                cluster,
                finding.engine(),
                finding.namespace(),
                finding.health(),
                finding.version(),
                finding.components(),
                finding.served(),
                finding.troubles(),
                since);
    }

    /** What is said of a cluster has no project: the cluster stands for it. */
    @Override
    public String project() {
        return cluster;
    }

    @Override
    public String subject() {
        return cluster + "/" + finding.engine() + "@" + since + " " + finding.health();
    }

    @Override
    public String topic() {
        return EngineHint.topicOf(cluster);
    }
}

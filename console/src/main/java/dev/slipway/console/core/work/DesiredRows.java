package dev.slipway.console.core.work;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.control.Control.Recorded;
import java.util.List;
import java.util.Set;

/** What the environments of all clusters should be by now: what the sync-services read. */
public interface DesiredRows {

    /** @param record as it stands in its table */
    record DesiredRow(EnvironmentDesired desired, Recorded record) {}

    /** The newest row of each; those that have none are left out. An environment that has moved has it in its new cluster only. */
    List<DesiredRow> of(Set<EnvironmentRef> environments);
}

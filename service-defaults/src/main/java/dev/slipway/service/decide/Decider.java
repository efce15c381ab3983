package dev.slipway.service.decide;

import java.util.List;

/**
 * All rules of a service over its state, which is kept per project. Pure: no I/O, no clock, no randomness; time arrives with the
 * facts. So the same facts in the same order always give the same state, facts and work, after a crash too.
 */
public interface Decider<S> {

    Class<S> stateType();

    S initial();

    /** What a state is kept in; one record, unless it grows with what a project has many of. */
    default Parts<S> parts() {
        return Parts.one(stateType());
    }

    List<Route<S, ?>> routes();
}

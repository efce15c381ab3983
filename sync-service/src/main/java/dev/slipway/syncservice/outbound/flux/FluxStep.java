package dev.slipway.syncservice.outbound.flux;

/** How far Flux is with a release, and whose turn it is. */
sealed interface FluxStep {
    /** Flux is at it. */
    record Wait(String seen, FluxObject on) implements FluxStep {}

    /** The source has what we want, and nothing has been heard of applying it. */
    record Ask(FluxObject applier) implements FluxStep {}

    /** Flux applies it already: to be awaited, not doubled. */
    record Join(FluxObject applier) implements FluxStep {}

    record Failing(FluxTrouble trouble, FluxObject on) implements FluxStep {}

    /** Applied, and ready as Flux sees it. */
    record Applied(FluxObject applier) implements FluxStep {}
}

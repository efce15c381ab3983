package dev.slipway.simulator.engine;

/** Something that can take a step: a service's inbox or its open work. */
public interface Part {

    /** @return whether there was anything to do */
    boolean step();

    /** Moves a partition to another instance; the former owner may not have heard of it. */
    void rebalance(int partition);

    /** All instances die and start anew. */
    void restart();
}

package dev.slipway.service.flow;

import java.util.List;

/** The loops of one service, started and stopped together. */
public record Flow(String service, List<Loop> loops) implements AutoCloseable {

    public boolean ready() {
        return loops.stream().allMatch(Loop::ready);
    }

    public boolean alive() {
        return loops.stream().allMatch(Loop::alive);
    }

    void start() {
        loops.forEach(Loop::start);
    }

    @Override
    public void close() {
        loops.parallelStream().forEach(Loop::close);
    }
}

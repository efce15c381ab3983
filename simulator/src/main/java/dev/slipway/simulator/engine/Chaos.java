package dev.slipway.simulator.engine;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** All chance in a schedule: one seed, one order of things. */
public final class Chaos {
    private final Random random;
    private final Set<Guard> removed;
    private boolean calm;
    private Runnable others = () -> {};
    private Runnable successors = () -> {};
    private boolean lasts;
    private int crashes;

    /** An instance dies here and now. No exception that an actor could catch. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("crash", null, false, false);
        }
    }

    public Chaos(long seed, Set<Guard> removed) {
        random = new Random(seed);
        this.removed = removed.isEmpty() ? EnumSet.noneOf(Guard.class) : EnumSet.copyOf(removed);
    }

    public boolean has(Guard guard) {
        return !removed.contains(guard);
    }

    /** From here on nothing goes wrong any more; what is under way must come to its end. */
    public void calmDown() {
        calm = true;
    }

    /** Lets something go on without anything going wrong. */
    public void calmly(Runnable something) {
        calm = true;
        something.run();
        calm = false;
    }

    public boolean happens(double probability) {
        return !calm && random.nextDouble() < probability;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public <T> T oneOf(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    public Random random() {
        return random;
    }

    /** A point at which the process may die. */
    public void mayCrash() {
        if (happens(0.02)) {
            crashes++;
            throw new Crash();
        }
    }

    /**
     * @param others what goes on while an act lasts
     * @param successors what goes on while an instance sleeps in the middle of one
     */
    public void meanwhile(Runnable others, Runnable successors) {
        this.others = others;
        this.successors = successors;
    }

    /** An act takes its time: meanwhile others go on, rows come and owners change. */
    public void mayLast(double probability) {
        mayLast(probability, others);
    }

    /** An instance sleeps so long that others take its partitions over, and goes on where it was. */
    public void maySleep() {
        mayLast(0.1, successors);
    }

    private void mayLast(double probability, Runnable meanwhile) {
        if (!lasts && happens(probability)) {
            lasts = true;
            meanwhile.run();
            lasts = false;
        }
    }

    /** A call to the outside, which may be refused, or succeed without our hearing of it. */
    public <T> T call(Call<T> effect) throws IOException {
        mayCrash();
        if (happens(0.04)) {
            throw new IOException("simulated: refused");
        }
        mayLast(0.1);
        var result = effect.run();
        mayCrash();
        if (happens(0.03)) {
            throw new IOException("simulated: no answer, though it was done");
        }
        return result;
    }

    public int crashes() {
        return crashes;
    }

    @FunctionalInterface
    public interface Call<T> {
        T run() throws IOException;
    }
}

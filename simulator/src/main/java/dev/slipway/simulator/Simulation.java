package dev.slipway.simulator;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.Guard;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.engine.VirtualClock;
import dev.slipway.simulator.world.SimulatedForge;
import dev.slipway.webhookservice.core.RepositoryHint;
import dev.slipway.webhookservice.core.Told;
import dev.slipway.webhookservice.core.Told.Moved;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One seeded schedule: people push, hooks come or don't, instances die and rebalance; then calm, and the question what became of it. */
public final class Simulation {
    private static final int EVENTS = 40;
    private static final int PUSHES = 20;
    private static final int STEPS_MAX = 200_000;
    private final long seed;
    private final Chaos chaos;
    private final VirtualClock clock = new VirtualClock();
    private final Log log = new Log();
    private final Suite suite;
    private int steps;

    private Simulation(long seed, Set<Guard> removed) {
        this.seed = seed;
        chaos = new Chaos(seed, removed);
        suite = new Suite(log, chaos, clock);
    }

    public static Report run(long seed) {
        return run(seed, Set.of());
    }

    public static Report run(long seed, Set<Guard> removed) {
        return new Simulation(seed, removed).run();
    }

    private Report run() {
        declare();
        chaos.calmly(this::settle); // every service has read the catalog when the first push comes
        var forge = suite.world().forge();
        forge.push("master", "first");
        var orders = new Orders(suite, log, chaos, clock);
        for (var i = 0; i < EVENTS; i++) {
            somethingHappens();
            orders.perhaps();
            for (var step = chaos.below(12); step > 0; step--) {
                suite.step();
                steps++;
            }
            clock.pass(Duration.ofMillis(chaos.below(3_000)));
        }
        chaos.calmDown();
        sweep(); // whatever was lost until now, this look must find
        settle();
        suite.world().config().edit("README"); // and this push makes up for readings of the config branch that failed
        sweep();
        settle();
        return new Invariants(suite, log).check(seed, steps, chaos.crashes());
    }

    /** The same pushes for the same seed; whether their hooks come is another matter. */
    static Ending pushed(long seed, boolean lossy) {
        return new Simulation(seed, Set.of()).pushed(lossy);
    }

    /**
     * What is so in the end.
     *
     * @param state by image tag what it means, by path what it holds: of the newest commit of each branch
     */
    record Ending(Report report, Map<String, String> state) {}

    /** Lossy: of the hooks half are dropped, of the others a third comes twice, in any order, and forged ones come with them. */
    private Ending pushed(boolean lossy) {
        declare();
        chaos.calmly(this::settle);
        var pushes = new Random(seed);
        var late = new ArrayList<Runnable>();
        for (var i = 0; i < PUSHES; i++) {
            var branch = Catalogs.BRANCHES.get(pushes.nextInt(Catalogs.BRANCHES.size()));
            var commit = suite.world().forge().push(branch, "works");
            var times = !lossy ? 1 : chaos.happens(0.5) ? 0 : chaos.happens(0.33) ? 2 : 1;
            for (; times > 0; times--) {
                late.add(() -> hint(branch, commit.value()));
            }
            if (lossy && chaos.happens(0.3)) {
                late.add(() -> hint(branch, "f".repeat(40)));
            }
            while (!late.isEmpty() && (!lossy || chaos.happens(0.5))) {
                late.remove(chaos.below(late.size())).run();
            }
            for (var step = chaos.below(12); step > 0; step--) {
                suite.step();
                steps++;
            }
            clock.pass(Duration.ofMillis(chaos.below(3_000)));
        }
        chaos.calmDown();
        late.forEach(Runnable::run);
        sweep();
        settle();
        return new Ending(new Invariants(suite, log).check(seed, steps, chaos.crashes()), state());
    }

    private Map<String, String> state() {
        var world = suite.world();
        var state = new TreeMap<String, String>();
        for (var project : Catalogs.projects()) {
            var image = project.applications().getFirst().image();
            world.forge().heads().forEach((branch, head) -> {
                var tag = image + ":" + head.value();
                state.put(tag, world.registry().digestsByTag().getOrDefault(tag, "missing"));
            });
            var prod = project.environments().getFirst().config().path();
            state.put(prod, world.config().contentOf(prod));
        }
        return state;
    }

    private void declare() {
        for (var project : Catalogs.projects()) {
            var declared = new ProjectDeclared(project, "simulator");
            var cause =
                    new Cause(UUID.nameUUIDFromBytes(project.project().getBytes(StandardCharsets.UTF_8)), null, null);
            log.append(List.of(Log.of(Envelope.follow(cause, declared, "console", clock.instant()), declared)));
        }
    }

    private void somethingHappens() {
        switch (chaos.below(14)) {
            case 0, 1, 2, 3 -> push();
            case 4 -> suite.world().forge().delete(chaos.oneOf(List.of("feature/a", "feature/b")));
            case 5 -> suite.rebalance();
            case 6 -> suite.doubleSomething();
            case 7 -> hint("master", "f".repeat(40)); // forged
            case 8 -> sweep();
            case 9, 10, 11 -> editByHand();
            case 12 -> suite.replaySomething();
            default -> suite.restart();
        }
    }

    private void push() {
        var branch = chaos.oneOf(Catalogs.BRANCHES);
        var commit = suite.world().forge().push(branch, message());
        if (chaos.happens(0.5)) {
            return; // the hook is lost
        }
        var delivery = someId();
        for (var times = chaos.happens(0.3) ? 2 : 1; times > 0; times--) {
            hint(delivery, branch, commit.value());
        }
    }

    private void editByHand() {
        var environments = chaos.oneOf(Catalogs.projects()).environments();
        var commit =
                suite.world().config().edit(chaos.oneOf(environments).config().path());
        if (chaos.happens(0.7)) {
            hint(SimulatedForge.CONFIG, commit.value());
        }
    }

    private String message() {
        return switch (chaos.below(12)) {
            case 0 -> "does not build";
            case 1 -> "no such image";
            case 2 -> "crashes in the cluster";
            case 3 -> "docs [skip ci]";
            default -> "works";
        };
    }

    private void sweep() {
        hint(null, null);
    }

    private UUID someId() {
        return new UUID(chaos.random().nextLong(), chaos.random().nextLong());
    }

    private void hint(@Nullable String branch, @Nullable String after) {
        hint(someId(), branch, after);
    }

    /** @param delivery the same where a hook comes twice */
    private void hint(UUID delivery, @Nullable String branch, @Nullable String after) {
        for (var project : Catalogs.projects()) {
            var told =
                    branch == null ? Told.nothing() : Told.moved(new Moved("refs/heads/" + branch, after, null, null));
            var hint = new RepositoryHint(
                    new RepositoryRef(project.project(), "code"), branch == null ? "sweep" : "gitlab", told);
            var envelope = Envelope.follow(new Cause(delivery, null, null), hint, "webhook-service", clock.instant());
            log.append(List.of(Log.of(envelope, hint)));
        }
    }

    /** Until nothing is left to do now, and nothing waits for a time to come. */
    private void settle() {
        while (steps++ < STEPS_MAX) {
            if (!suite.step()) {
                if (suite.openRows().isEmpty()) {
                    return;
                }
                clock.pass(Duration.ofSeconds(1));
            }
        }
    }
}

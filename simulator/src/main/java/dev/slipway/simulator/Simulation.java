package dev.slipway.simulator;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.service.work.Row;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.Guard;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.engine.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

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
    private final Outsiders outsiders;
    private final Witnesses witnesses;
    private final Orders orders;
    private final Installs installs;
    private int steps;

    private Simulation(long seed, Set<Guard> removed) {
        this.seed = seed;
        chaos = new Chaos(seed, removed);
        suite = new Suite(log, chaos, clock);
        outsiders = new Outsiders(suite.world(), log, chaos, clock);
        orders = new Orders(suite, log, chaos, clock);
        witnesses = new Witnesses(log, clock, seed);
        installs = new Installs(log, clock, seed);
        chaos.meanwhile(() -> someSteps(6), () -> someSteps(6));
    }

    public static Report run(long seed) {
        return run(seed, Set.of());
    }

    public static Report run(long seed, Set<Guard> removed) {
        return new Simulation(seed, removed).run();
    }

    private Report run() {
        outsiders.tagEarly();
        declare();
        chaos.calmly(this::settle); // every service has read the catalog when the first push comes
        outsiders.push("master", "first");
        chaos.meanwhile(
                () -> {
                    somethingHappens();
                    orders.perhaps();
                    installs.perhaps();
                    someSteps(6);
                },
                () -> {
                    suite.takeOver();
                    outsiders.push();
                    outsiders.sweep();
                    installs.perhaps();
                    someSteps(100);
                });
        for (var i = 0; i < EVENTS; i++) {
            somethingHappens();
            witnesses.look();
            installs.perhaps();
            orders.perhaps();
            someSteps(12);
            clock.pass(Duration.ofMillis(chaos.below(3_000)));
        }
        chaos.calmDown();
        orders.allComeBack();
        outsiders.lateHooks();
        witnesses.sayWhatIsLate();
        outsiders.endPipelines();
        outsiders.sweep(); // whatever was lost until now, this look must find
        settle();
        suite.doubleARow();
        suite.world().config().edit("README"); // and this push makes up for readings of the config branch that failed
        outsiders.sweep();
        settle();
        var cluster = suite.world().cluster().imageByNamespace();
        orders.allLeave();
        settle();
        return new Invariants(suite, log).check(seed, steps, chaos.crashes(), cluster);
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
            var commit = outsiders.push(branch, "works");
            outsiders.endPipelines();
            var times = !lossy ? 1 : chaos.happens(0.5) ? 0 : chaos.happens(0.33) ? 2 : 1;
            for (; times > 0; times--) {
                late.add(() -> outsiders.hint(branch, commit.value()));
            }
            if (lossy && chaos.happens(0.3)) {
                late.add(() -> outsiders.hint(branch, "f".repeat(40)));
            }
            while (!late.isEmpty() && (!lossy || chaos.happens(0.5))) {
                late.remove(chaos.below(late.size())).run();
            }
            someSteps(12);
            clock.pass(Duration.ofMillis(chaos.below(3_000)));
        }
        chaos.calmDown();
        late.forEach(Runnable::run);
        outsiders.lateHooks();
        outsiders.sweep();
        settle();
        var cluster = suite.world().cluster().imageByNamespace();
        orders.allLeave();
        settle();
        return new Ending(new Invariants(suite, log).check(seed, steps, chaos.crashes(), cluster), state());
    }

    private void someSteps(int most) {
        for (var step = chaos.below(most); step > 0; step--) {
            suite.step();
            steps++;
        }
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
        switch (chaos.below(24)) {
            case 0, 1, 2, 3 -> outsiders.push();
            case 4 -> outsiders.delete();
            case 5 -> suite.rebalance();
            case 6 -> suite.doubleSomething();
            case 7 -> outsiders.forge();
            case 8 -> outsiders.sweep();
            case 9, 10, 11 -> outsiders.editByHand();
            case 12 -> suite.replaySomething();
            case 13 -> outsiders.changeRequest();
            case 14, 15 -> outsiders.endPipeline();
            case 16 -> outsiders.lateHook();
            case 17, 18 -> outsiders.tag();
            case 19, 20 -> outsiders.decideAProposal();
            case 21, 22 -> outsiders.changeFolder();
            default -> suite.restart();
        }
    }

    /** Until nothing is left to do now, and nothing waits for a time to come. */
    private void settle() {
        while (steps++ < STEPS_MAX) {
            if (!suite.step()) {
                var open = suite.openRows();
                if (open.isEmpty()) {
                    if (orders.syncWhatWentBack()) {
                        continue;
                    }
                    return;
                }
                if (outsiders.decideAProposal()) {
                    outsiders.lateHooks();
                    outsiders.sweep();
                    continue;
                }
                if (orders.syncWhatWaits(open)) {
                    continue;
                }
                var next = open.stream().map(Row::nextTry).min(Comparator.naturalOrder());
                var wait = Duration.between(clock.instant(), next.orElseThrow());
                clock.pass(wait.isPositive() ? wait : Duration.ofSeconds(1));
            }
        }
    }
}

package dev.slipway.simulator;

import dev.slipway.buildservice.core.BuildDecider;
import dev.slipway.buildservice.core.BuildWork;
import dev.slipway.buildservice.core.Builder;
import dev.slipway.buildservice.core.Workplace;
import dev.slipway.configupdater.core.ConfigBranches;
import dev.slipway.configupdater.core.ConfigWork;
import dev.slipway.configupdater.core.Following;
import dev.slipway.configupdater.core.Proposer;
import dev.slipway.configupdater.core.StatusWriter;
import dev.slipway.notifier.core.NoticeWork;
import dev.slipway.notifier.core.Teller;
import dev.slipway.notifier.core.Wording;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Row;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.Guard;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.engine.Part;
import dev.slipway.simulator.engine.SimulatedInbox;
import dev.slipway.simulator.engine.SimulatedWork;
import dev.slipway.simulator.engine.VirtualClock;
import dev.slipway.simulator.world.SimulatedSite;
import dev.slipway.simulator.world.SimulatedStatus;
import dev.slipway.syncservice.core.Beginnings;
import dev.slipway.syncservice.core.ClusterActor;
import dev.slipway.syncservice.core.ClusterWork;
import dev.slipway.syncservice.core.Direct;
import dev.slipway.syncservice.core.Synchronizer;
import dev.slipway.syncservice.core.install.Allowed;
import dev.slipway.syncservice.core.install.Installer;
import dev.slipway.webhookservice.core.HintDecider;
import dev.slipway.webhookservice.core.Look;
import dev.slipway.webhookservice.core.Looker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** All services over one log and one world. */
final class Suite {
    private static final List<String> TOPICS =
            List.of("push", "image", "command", "config", "sync", "desired." + Catalogs.CLUSTER, "notice");
    private final Log log;
    private final Chaos chaos;
    private final VirtualClock clock;
    private final World world;
    private final InstallWitness installs;
    private final List<Part> parts = new ArrayList<>();
    private final List<SimulatedInbox<?>> inboxes = new ArrayList<>();
    private final List<SimulatedWork<?>> works = new ArrayList<>();
    private final List<SimulatedInbox<?>> readersOfPushes = new ArrayList<>();
    private final List<SimulatedInbox<?>> releasing = new ArrayList<>();
    private final List<Log.Entry> replayed = new ArrayList<>();

    Suite(Log log, Chaos chaos, VirtualClock clock) {
        this.log = log;
        this.chaos = chaos;
        this.clock = clock;
        world = World.of(chaos, clock);
        var site = new SimulatedSite(chaos);
        installs = new InstallWitness(log, site);
        var guards = new Guarded(chaos);
        service(
                "webhook-service",
                new HintDecider(),
                Look.class,
                () -> new Looker(world.forge(), world.registry()::seen, new CatalogReading(chaos), _ -> {}));
        service(
                "build-service",
                new BuildDecider(),
                BuildWork.class,
                () -> new Builder(world.forge(), world.registry(), Suite::folder));
        service(
                "config-updater",
                guards.releases(),
                ConfigWork.class,
                () -> new ConfigBranches(
                        world.config(),
                        new Proposer(world.proposals(), world.proposals()),
                        new Following((work, known) ->
                                world.folders().take(work, chaos.has(Guard.FOLLOWED) ? known : Map.of())),
                        new StatusWriter(new SimulatedStatus(chaos, world.status()))));
        service(
                "sync-service",
                guards.syncs(),
                ClusterWork.class,
                () -> new ClusterActor(
                        new Synchronizer(
                                Map.of("direct", new Direct(world.cluster(), world.cluster(), clock::pass)),
                                guards.strategies(),
                                new Beginnings(1, Duration.ZERO),
                                Duration.ofMinutes(5)),
                        new Installer(
                                Map.of("flux", site),
                                new Allowed(true, Set.of()),
                                site,
                                Duration.ofMinutes(5),
                                clock::pass)));
        service(
                "notifier",
                guards.notices(),
                NoticeWork.class,
                () -> new Teller(Map.of("feishu", world.chat()), new Wording(Locale.ENGLISH)));
    }

    InstallWitness installs() {
        return installs;
    }

    World world() {
        return world;
    }

    /** One step of anything that has something to do. */
    boolean step() {
        var left = new ArrayList<>(parts);
        while (!left.isEmpty()) {
            if (left.remove(chaos.below(left.size())).step()) {
                return true;
            }
        }
        return false;
    }

    void rebalance() {
        chaos.oneOf(parts).rebalance(chaos.below(Log.PARTITIONS));
    }

    /** Every partition moves to another instance. */
    void takeOver() {
        for (var partition = 0; partition < Log.PARTITIONS; partition++) {
            var moved = partition;
            parts.forEach(part -> part.rebalance(moved));
        }
    }

    void restart() {
        chaos.oneOf(parts).restart();
    }

    /** A record appears twice, with the same id, perhaps long after. */
    void doubleSomething() {
        doubleSomething(chaos.oneOf(TOPICS));
    }

    /** Perhaps the last that is heard of its environment. */
    void doubleARow() {
        doubleSomething("desired." + Catalogs.CLUSTER);
    }

    private void doubleSomething(String topic) {
        var partition = log.partition(topic, chaos.below(Log.PARTITIONS));
        if (!partition.isEmpty()) {
            log.append(List.of(chaos.oneOf(List.copyOf(partition))));
        }
    }

    /** A person has an old push decided again, to be built or to be read. */
    void replaySomething() {
        var recorded = log.partition("push", chaos.below(Log.PARTITIONS));
        if (!recorded.isEmpty()) {
            var entry = chaos.oneOf(List.copyOf(recorded));
            replayed.add(entry);
            chaos.oneOf(readersOfPushes).replay(entry);
        }
    }

    /** A person has an old image decided again, to be released. */
    void replayAnImage() {
        var recorded = log.partition("image", chaos.below(Log.PARTITIONS));
        if (!recorded.isEmpty()) {
            releasing.getFirst().replay(chaos.oneOf(List.copyOf(recorded)));
        }
    }

    List<Log.Entry> replayed() {
        return replayed;
    }

    List<Row<?>> openRows() {
        return works.stream().<Row<?>>flatMap(work -> work.open().stream()).toList();
    }

    int deadLetters() {
        return inboxes.stream().mapToInt(SimulatedInbox::deadLetters).sum();
    }

    private <S, W> void service(String name, Decider<S> decider, Class<W> intent, Supplier<Actor<W>> actors) {
        var inbox = new SimulatedInbox<>(name, decider, log, chaos, clock);
        var work = new SimulatedWork<>(name, intent, actors, log, chaos, clock);
        inboxes.add(inbox);
        if (decider.routes().stream().anyMatch(route -> route.topic().equals("push"))) {
            readersOfPushes.add(inbox);
        }
        if (decider.routes().stream().anyMatch(route -> route.topic().equals("command"))) {
            releasing.add(inbox);
        }
        works.add(work);
        parts.add(inbox);
        parts.add(work);
    }

    private static Workplace.Folder folder() {
        return new Workplace.Folder() {
            @Override
            public Path path() {
                return Path.of("nowhere");
            }

            @Override
            public void close() {
                // nothing was made
            }
        };
    }
}

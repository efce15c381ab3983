package dev.slipway.simulator;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.engine.VirtualClock;
import dev.slipway.simulator.world.SimulatedFolders;
import dev.slipway.simulator.world.SimulatedForge;
import dev.slipway.webhookservice.core.Hint;
import dev.slipway.webhookservice.core.ImageHint;
import dev.slipway.webhookservice.core.RepositoryHint;
import dev.slipway.webhookservice.core.Told;
import dev.slipway.webhookservice.core.Told.Moved;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** People at the forge, and its hooks: some are lost, some come twice, late, or in another order. */
final class Outsiders {
    private final World world;
    private final Log log;
    private final Chaos chaos;
    private final VirtualClock clock;
    private final List<Runnable> late = new ArrayList<>();

    Outsiders(World world, Log log, Chaos chaos, VirtualClock clock) {
        this.world = world;
        this.log = log;
        this.chaos = chaos;
        this.clock = clock;
    }

    void push() {
        var branch = chaos.oneOf(Catalogs.BRANCHES);
        var commit = push(branch, message());
        if (chaos.happens(0.5)) {
            return; // the hook is lost
        }
        var delivery = someId();
        for (var times = chaos.happens(0.3) ? 2 : 1; times > 0; times--) {
            hint(delivery, branch, commit.value());
        }
    }

    CommitId push(String branch, String message) {
        var commit = world.forge().push(branch, message);
        if (!message.contains("skip ci")) {
            world.pipelines().begin(branch, commit);
        }
        return commit;
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

    void delete() {
        world.forge().delete(chaos.oneOf(List.of("feature/a", "feature/b")));
    }

    /** A tag is made, moved or deleted. */
    void tag() {
        var name = chaos.oneOf(Catalogs.TAGS);
        var commits = world.forge().commits();
        world.forge().tag(name, chaos.below(5) == 0 ? null : chaos.oneOf(commits));
        if (chaos.happens(0.5)) {
            hint(someId(), "gitlab", Told.nothing());
        }
    }

    /** A tag that is there when the projects are declared. */
    void tagEarly() {
        world.forge().tag(chaos.oneOf(Catalogs.TAGS), world.forge().next());
    }

    void editByHand() {
        var environments = chaos.oneOf(Catalogs.projects()).environments();
        var commit = world.config().edit(chaos.oneOf(environments).config().path());
        if (chaos.happens(0.7)) {
            hint(SimulatedForge.CONFIG, commit.value());
        }
    }

    /** A person changes a folder that a config branch is made from. */
    void changeFolder() {
        var environments = chaos.oneOf(Catalogs.projects()).environments();
        var commit = push(SimulatedFolders.BRANCH, "works");
        world.folders().change(chaos.oneOf(environments).config().path(), commit);
        if (chaos.happens(0.7)) {
            hint(SimulatedFolders.BRANCH, commit.value());
        }
    }

    /** A person merges or closes what Slipway has proposed. @return whether there was something to decide */
    boolean decideAProposal() {
        var decided = world.proposals().decide();
        decided.ifPresent(request -> {
            mayTell(() -> hint(someId(), "gitlab", Told.request(request)));
            var head = world.config().head();
            if (head.isPresent() && chaos.happens(0.7)) {
                hint(SimulatedForge.CONFIG, head.get().value());
            }
        });
        return decided.isPresent();
    }

    void changeRequest() {
        var request = world.requests().change();
        mayTell(() -> hint(someId(), "gitlab", Told.request(request)));
    }

    /** One that runs; now and then one that has ended is run again. */
    void endPipeline() {
        var runs = world.pipelines().begun();
        var all = runs.isEmpty() || chaos.happens(0.2) ? world.pipelines().ended() : runs;
        if (!all.isEmpty()) {
            end(chaos.oneOf(all), chaos.happens(0.03));
        }
    }

    /** What still runs comes to its end. */
    void endPipelines() {
        world.pipelines().begun().forEach(pipeline -> end(pipeline, false));
    }

    private void end(Pipeline pipeline, boolean isCancelled) {
        for (var application : Catalogs.builtElsewhere()) {
            var ended = world.pipelines().end(pipeline, application.image(), isCancelled);
            mayTell(() -> hint(someId(), "gitlab", Told.pipeline(ended)));
            mayTell(() -> Catalogs.projects().stream()
                    .filter(project -> project.applications().contains(application))
                    .forEach(project -> say(
                            someId(),
                            new ImageHint(
                                    new ApplicationRef(project.project(), application.name()),
                                    "registry",
                                    ended.commit().value()))));
        }
    }

    private void mayTell(Runnable hook) {
        for (var times = chaos.happens(0.3) ? 0 : chaos.happens(0.3) ? 2 : 1; times > 0; times--) {
            late.add(hook);
        }
    }

    void lateHook() {
        if (!late.isEmpty()) {
            late.remove(chaos.below(late.size())).run();
        }
    }

    void lateHooks() {
        while (!late.isEmpty()) {
            lateHook();
        }
    }

    /** Somebody tells of what is not so. */
    void forge() {
        hint("master", "f".repeat(40));
    }

    void sweep() {
        hint(someId(), "sweep", Told.nothing());
    }

    void hint(String branch, String after) {
        hint(someId(), branch, after);
    }

    private void hint(UUID delivery, String branch, String after) {
        hint(delivery, "gitlab", Told.moved(new Moved("refs/heads/" + branch, after, null, null)));
    }

    /** @param delivery the same where a hook comes twice */
    private void hint(UUID delivery, String from, Told told) {
        for (var project : Catalogs.projects()) {
            say(delivery, new RepositoryHint(new RepositoryRef(project.project(), "code"), from, told));
        }
    }

    private void say(UUID delivery, Hint hint) {
        var envelope = Envelope.follow(new Cause(delivery, null, null), hint, "webhook-service", clock.instant());
        log.append(List.of(Log.of(envelope, hint)));
    }

    private UUID someId() {
        return new UUID(chaos.random().nextLong(), chaos.random().nextLong());
    }
}

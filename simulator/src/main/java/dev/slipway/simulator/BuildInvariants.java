package dev.slipway.simulator;

import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.ImageEvent.BuildQueued;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.BuildStarted;
import dev.slipway.events.ImageEvent.BuildSuperseded;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.simulator.engine.Log;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold of builds once everything has come to its end. */
final class BuildInvariants {
    private final Suite suite;
    private final Collection<Fact<ImageEvent>> images;
    private final Expectation expectation;

    interface Expectation {
        void that(boolean holds, String otherwise);
    }

    private final Set<EnvironmentRef> away;

    BuildInvariants(Suite suite, Log log, Expectation expectation) {
        this.suite = suite;
        this.expectation = expectation;
        images = Invariants.distinct(log.facts("image", ImageEvent.class));
        away = LeavingInvariants.wereAway(log);
    }

    void check(Collection<Fact<PushEvent>> pushes) {
        everyPushOfAFollowedBranchIsBuilt(pushes);
        everyBuildEndsOnce();
        whatIsToBeBuiltIsOvertakenOnlyByABuild();
        tagsGoForward();
        tagsMeanTheNewestImages();
    }

    private void everyPushOfAFollowedBranchIsBuilt(Collection<Fact<PushEvent>> pushes) {
        var queued = images.stream()
                .filter(fact -> fact.event() instanceof BuildQueued)
                .map(fact -> fact.event().subject())
                .collect(Collectors.toSet());
        pushes.stream()
                .map(Fact::event)
                .filter(event -> event instanceof BranchPushed push
                        && Catalogs.BRANCHES.contains(push.branch())
                        && !mayHaveBeenUnfollowed(push))
                .forEach(push -> expectation.that(
                        queued.containsAll(builds(push.project(), push.ordinal())), "never built: " + push.subject()));
    }

    private boolean mayHaveBeenUnfollowed(BranchPushed push) {
        return away.stream()
                .anyMatch(environment ->
                        environment.project().equals(push.project()) && Catalogs.follows(environment, push.branch()));
    }

    private void everyBuildEndsOnce() {
        var queued = new LinkedHashMap<String, Integer>();
        var failed = new HashSet<String>();
        for (var fact : images) {
            var build = fact.event().subject();
            switch (fact.event()) {
                case BuildQueued _ -> queued.putIfAbsent(build, 0);
                case BuildStarted _ ->
                    expectation.that(queued.containsKey(build), build + " began without being queued");
                case ImageBuilt built when isBuiltElsewhere(built) && failed.remove(build) -> {} // it came after all
                case BuildFailed _ -> {
                    failed.add(build);
                    queued.merge(build, 1, Integer::sum);
                }
                case ImageBuilt _, BuildSkipped _, BuildSuperseded _ -> queued.merge(build, 1, Integer::sum);
            }
        }
        var again = new HashSet<String>();
        suite.replayed()
                .forEach(entry -> new EventCodec(List.of(PushEvent.class))
                        .decode(entry.headers(), entry.value())
                        .ifPresent(fact ->
                                again.addAll(builds(fact.event().project(), ((PushEvent) fact.event()).ordinal()))));
        queued.forEach((build, ends) -> expectation.that(
                ends == 1 || (ends > 1 && again.contains(build)), "build " + build + " ended " + ends + " times"));
    }

    private void whatIsToBeBuiltIsOvertakenOnlyByABuild() {
        var facts = images.stream().map(Fact::event).toList();
        var skipped = facts.stream()
                .filter(BuildSkipped.class::isInstance)
                .map(Event::subject)
                .collect(Collectors.toSet());
        for (var fact : facts) {
            if (fact instanceof BuildSuperseded superseded) {
                expectation.that(
                        !skipped.contains(superseded.application() + "@" + superseded.by()),
                        superseded.subject() + " was superseded by a push that asked for no build");
            }
        }
    }

    private void tagsGoForward() {
        var back = suite.world().registry().wentBack();
        expectation.that(back.isEmpty(), "tags went back to older images: " + back);
    }

    private void tagsMeanTheNewestImages() {
        var tags = suite.world().registry().digestsByTag();
        newestBy(built -> built.image().repository() + ":" + built.branch().replace('/', '-'))
                .forEach((tag, built) -> expectation.that(
                        built.image().digest().equals(tags.get(tag)),
                        tag + " means something else than the image of push " + built.ordinal()));
        newestBy(built -> built.image().repository() + ":latest")
                .forEach((tag, built) -> expectation.that(
                        built.image().digest().equals(tags.get(tag)),
                        tag + " means something else than the image of push " + built.ordinal()));
    }

    private static boolean isBuiltElsewhere(ImageBuilt built) {
        return Catalogs.builtElsewhere().stream()
                .anyMatch(
                        application -> application.image().equals(built.image().repository()));
    }

    private Map<String, ImageBuilt> newestBy(Function<ImageBuilt, String> tag) {
        return images.stream()
                .map(Fact::event)
                .filter(ImageBuilt.class::isInstance)
                .map(ImageBuilt.class::cast)
                .filter(built -> !isBuiltElsewhere(built))
                .collect(Collectors.toMap(
                        tag, built -> built, BinaryOperator.maxBy(Comparator.comparing(ImageBuilt::ordinal))));
    }

    private static List<String> builds(String project, Ordinal ordinal) {
        return Catalogs.projects().stream()
                .filter(declared -> declared.project().equals(project))
                .flatMap(declared -> declared.applications().stream())
                .map(application -> project + "/" + application.name() + "@" + ordinal)
                .toList();
    }
}

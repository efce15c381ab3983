package dev.slipway.simulator;

import dev.slipway.events.Fact;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.ImageSeen;
import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.MergeRequestUpdated;
import dev.slipway.events.PushEvent.Pipeline;
import dev.slipway.events.PushEvent.PipelineFinished;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import dev.slipway.webhookservice.core.Hint;
import dev.slipway.webhookservice.core.RepositoryHint;
import dev.slipway.webhookservice.core.Told;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What must hold of what only hooks can tell: each is said at most once, in its order, and the last of it is not lost. */
final class HintInvariants {
    private final Log log;
    private final Expectation expectation;

    HintInvariants(Log log, Expectation expectation) {
        this.log = log;
        this.expectation = expectation;
    }

    void check(Collection<Fact<PushEvent>> pushes) {
        for (var project : Catalogs.projects()) {
            var said = pushes.stream()
                    .map(Fact::event)
                    .filter(event -> event.project().equals(project.project()))
                    .toList();
            check(
                    project.project() + ": request ",
                    said.stream().flatMap(HintInvariants::request).toList(),
                    told(told -> Optional.ofNullable(told.request())),
                    MergeRequest::number,
                    request -> Objects.requireNonNull(request.updated()));
            check(
                    project.project() + ": pipeline ",
                    said.stream().flatMap(HintInvariants::pipeline).toList(),
                    told(told -> Optional.ofNullable(told.pipeline())),
                    Pipeline::number,
                    pipeline -> Objects.requireNonNull(pipeline.finished()));
            var images = said.stream().filter(ImageSeen.class::isInstance).map(event -> ((ImageSeen) event).image());
            var seen = new HashSet<Object>();
            images.forEach(image -> expectation.that(seen.add(image), image + " was seen twice"));
        }
    }

    private <T> void check(
            String what, List<T> said, List<T> told, Function<T, Long> number, Function<T, Instant> time) {
        var last = new HashMap<Long, T>();
        for (var each : said) {
            var before = last.put(number.apply(each), each);
            expectation.that(
                    before == null || time.apply(each).isAfter(time.apply(before)),
                    what + each + " was said after " + before);
        }
        var newest = new HashMap<Long, T>();
        told.forEach(each -> newest.merge(
                number.apply(each), each, (one, other) -> time.apply(other).isAfter(time.apply(one)) ? other : one));
        newest.forEach((of, each) -> expectation.that(each.equals(last.get(of)), what + each + " was never said"));
    }

    /** What hooks told, once they were accepted. */
    private <T> List<T> told(Function<Told, Optional<T>> what) {
        return log.facts(Hint.TOPIC, Hint.class).stream()
                .map(Fact::event)
                .filter(RepositoryHint.class::isInstance)
                .flatMap(hint -> what.apply(((RepositoryHint) hint).told()).stream())
                .toList();
    }

    private static Stream<MergeRequest> request(PushEvent event) {
        return event instanceof MergeRequestUpdated(var _, var request, var _) ? Stream.of(request) : Stream.empty();
    }

    private static Stream<Pipeline> pipeline(PushEvent event) {
        return event instanceof PipelineFinished(var _, var pipeline, var _) ? Stream.of(pipeline) : Stream.empty();
    }
}

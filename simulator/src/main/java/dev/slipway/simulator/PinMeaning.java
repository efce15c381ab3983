package dev.slipway.simulator;

import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.catalog.Revision;
import dev.slipway.events.catalog.Revision.Version;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.simulator.engine.Log;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What a revision means in the end: by the forge's tags and by all that was built, and not by what anybody remembers. */
final class PinMeaning {
    private final List<ImageEvent> images;
    private final Map<String, CommitId> tags;

    PinMeaning(Suite suite, Log log) {
        images = log.facts("image", ImageEvent.class).stream().map(Fact::event).toList();
        tags = suite.world().forge().tags();
    }

    /** @return the commit whose image it means */
    Optional<CommitId> of(ApplicationRef application, Revision revision) {
        return switch (revision) {
            case Revision.Commit commit -> of(application, commit::isOf);
            case Revision.Tag tag ->
                Optional.ofNullable(tags.get(tag.name())).flatMap(named -> of(application, named::equals));
            case Revision.Range range ->
                tags.entrySet().stream()
                        .filter(tag -> versionOf(tag).filter(range::holds).isPresent())
                        .sorted(Comparator.comparing(tag -> versionOf(tag).orElseThrow(), Comparator.reverseOrder()))
                        .flatMap(tag -> of(application, tag.getValue()::equals).stream())
                        .findFirst();
        };
    }

    private static Optional<Version> versionOf(Map.Entry<String, CommitId> tag) {
        return Version.of(tag.getKey());
    }

    Optional<CommitId> of(ApplicationRef application, Predicate<CommitId> isMeant) {
        return newest(application, built -> isMeant.test(built.commit()))
                .or(() -> images.stream()
                        .filter(event -> event instanceof BuildSkipped
                                && event.application().equals(application)
                                && isMeant.test(event.commit()))
                        .findFirst()
                        .flatMap(skipped -> newest(
                                application,
                                built -> built.branch().equals(skipped.branch())
                                        && skipped.ordinal().isAfter(built.ordinal()))));
    }

    private Optional<CommitId> newest(ApplicationRef application, Predicate<ImageEvent> which) {
        return images.stream()
                .filter(event ->
                        event instanceof ImageBuilt && event.application().equals(application))
                .filter(which)
                .max(Comparator.comparing(ImageEvent::ordinal))
                .map(ImageEvent::commit);
    }
}

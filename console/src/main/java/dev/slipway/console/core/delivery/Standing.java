package dev.slipway.console.core.delivery;

import dev.slipway.console.core.delivery.DeliveryView.Build;
import dev.slipway.console.core.delivery.DeliveryView.Release;
import dev.slipway.events.values.Origin;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a delivery stands, from how its builds, releases and commands do. */
record Standing(List<Build> built, List<Release> released, LineNotes lines) {

    /** Null while something has not ended. */
    @Nullable
    Instant ended() {
        var ends = Stream.of(
                        built.stream().map(b -> hasEnded(b) ? b.since() : null),
                        released.stream().map(r -> r.phase().hasEnded() ? r.since() : null),
                        lines.end(!released.isEmpty()))
                .flatMap(each -> each)
                .toList();
        return ends.isEmpty() || ends.stream().anyMatch(Objects::isNull)
                ? null
                : ends.stream()
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
    }

    /** An image is made to be released: without a release yet, its build has not ended the delivery. */
    private boolean hasEnded(Build build) {
        return build.phase() == Phase.BUILT
                ? released.stream().anyMatch(r -> r.application().equals(build.application()))
                : build.phase().hasEnded();
    }

    State state(boolean ended) {
        var states = Stream.of(
                        built.stream()
                                .filter(b -> b.phase() != Phase.BUILT)
                                .map(b -> b.phase().state()),
                        released.stream().map(this::stateOf),
                        lines.states(released))
                .flatMap(each -> each)
                .collect(Collectors.toSet());
        if (states.contains(State.FAILED)) {
            return State.FAILED;
        }
        if (!ended) {
            return Stream.of(State.WORKING, State.WAITS_FOR_A_PERSON, State.WAITS_FOR_TIME)
                    .filter(states::contains)
                    .findFirst()
                    .orElse(State.WORKING);
        }
        return Stream.of(State.ROLLED_BACK, State.LIVE, State.DONE)
                .filter(states::contains)
                .findFirst()
                .orElse(State.NO_EFFECT);
    }

    /** A failure is healed where what was live before is so again, by itself. */
    private State stateOf(Release release) {
        var isHealed = release.phase() == Phase.FAILED
                && released.stream()
                        .anyMatch(other -> other.origin() == Origin.AUTO_ROLLBACK
                                && other.phase() == Phase.LIVE
                                && other.environment().equals(release.environment())
                                && other.application().equals(release.application()));
        return isHealed ? State.ROLLED_BACK : release.phase().state();
    }
}

package dev.slipway.console.core.delivery;

import dev.slipway.console.core.delivery.DeliveryView.Build;
import dev.slipway.console.core.delivery.DeliveryView.Trouble;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.values.Failure;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One build of a delivery; its facts come in the order of their time. */
final class BuildFold {
    private final String application;
    private Phase phase = Phase.QUEUED;
    private @Nullable Instant since;
    private @Nullable String commit;
    private @Nullable String image;
    private @Nullable String note;
    private @Nullable Failure failure;

    BuildFold(String application) {
        this.application = application;
    }

    String application() {
        return application;
    }

    @Nullable
    String commit() {
        return commit;
    }

    void add(ImageEvent event, Instant at) {
        commit = event.commit().value();
        switch (event) {
            case ImageEvent.BuildQueued _ -> reach(Phase.QUEUED, at);
            case ImageEvent.BuildStarted _ -> reach(Phase.BUILDING, at);
            case ImageEvent.ImageBuilt built -> {
                image = built.image().toString();
                reach(Phase.BUILT, at);
            }
            case ImageEvent.BuildFailed failed -> {
                failure = failed.failure();
                reach(Phase.FAILED, at);
            }
            case ImageEvent.BuildSkipped skipped -> {
                note = skipped.reason();
                reach(Phase.SKIPPED, at);
            }
            case ImageEvent.BuildSuperseded superseded -> {
                note = "#" + superseded.by();
                reach(Phase.SUPERSEDED, at);
            }
        }
    }

    Build view(@Nullable String released) {
        var shown = released == null || phase.hasEnded() ? phase : Phase.BUILT;
        return new Build(application, shown, Objects.requireNonNull(since), image == null ? released : image, note);
    }

    Optional<Trouble> trouble() {
        return phase == Phase.FAILED && failure != null
                ? Optional.of(new Trouble(application, Objects.requireNonNull(since), failure))
                : Optional.empty();
    }

    /** Clocks of two services differ a little: what has ended stays so, whatever an earlier phase's time says. */
    private void reach(Phase next, Instant at) {
        if (since == null || next.hasEnded() || !phase.hasEnded()) {
            phase = next;
            since = at;
        }
    }
}

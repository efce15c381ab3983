package dev.slipway.console.core.engine;

import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.DeliveryView.Installation;
import dev.slipway.console.core.delivery.DeliveryView.Trouble;
import dev.slipway.console.core.delivery.State;
import dev.slipway.events.values.Failure;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The installation of an engine that was asked for last. */
public record LastInstallation(
        UUID delivery, Installation how, @Nullable Failure failure) {

    public static Optional<LastInstallation> in(DeliveryView delivery) {
        return Optional.ofNullable(delivery.installation())
                .map(how -> new LastInstallation(
                        delivery.id(),
                        how,
                        delivery.troubles().stream()
                                .map(Trouble::failure)
                                .findFirst()
                                .orElse(null)));
    }

    /** What ended well is seen in the engine itself. */
    public boolean isNews() {
        return how.state() != State.DONE;
    }
}

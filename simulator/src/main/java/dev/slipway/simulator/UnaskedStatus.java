package dev.slipway.simulator;

import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.configupdater.core.StatusFiles;
import dev.slipway.events.values.Failure;

/** No document of the simulated projects asks for status files. */
final class UnaskedStatus implements StatusFiles {

    @Override
    public void write(StatusWork work) {
        throw new AssertionError("nobody asked for " + work);
    }

    @Override
    public void leave(StatusWork work, Failure why) {
        throw new AssertionError("nobody asked for " + work);
    }
}

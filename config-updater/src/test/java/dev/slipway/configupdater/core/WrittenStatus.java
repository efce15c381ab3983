package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.StatusFile;
import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.events.values.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Status branches in memory: what was pushed together, and what was given up. */
final class WrittenStatus implements StatusFiles {
    final List<List<StatusFile>> pushes = new ArrayList<>();
    final List<Failure> left = new ArrayList<>();

    @Nullable
    IOException away;

    @Override
    public void write(StatusWork work) throws IOException {
        if (away != null) {
            throw away;
        }
        pushes.add(work.files());
    }

    @Override
    public void leave(StatusWork work, Failure why) {
        left.add(why);
    }
}

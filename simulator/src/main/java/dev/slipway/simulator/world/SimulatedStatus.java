package dev.slipway.simulator.world;

import dev.slipway.configupdater.core.ConfigWork.StatusFile;
import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.configupdater.core.StatusFiles;
import dev.slipway.events.values.Failure;
import dev.slipway.simulator.engine.Chaos;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The branch that status is written to, as one instance knows it: it pushes upon what it last saw. */
public final class SimulatedStatus implements StatusFiles {
    private final Chaos chaos;
    private final Branch branch;
    private int known;

    /** The same for all instances. */
    public static final class Branch {
        private final Map<String, StatusFile> files = new HashMap<>();
        private int pushes;

        /** By path. */
        public Map<String, StatusFile> files() {
            return Map.copyOf(files);
        }
    }

    public SimulatedStatus(Chaos chaos, Branch branch) {
        this.chaos = chaos;
        this.branch = branch;
        known = branch.pushes;
    }

    @Override
    public void write(StatusWork work) throws IOException {
        if (!chaos.call(() -> isPushed(work))) {
            known = branch.pushes;
            throw new IOException("simulated: others pushed first");
        }
    }

    private boolean isPushed(StatusWork work) {
        if (known != branch.pushes) {
            return false;
        }
        work.files().forEach(file -> branch.files.put(file.path(), file));
        known = ++branch.pushes;
        return true;
    }

    @Override
    public void leave(StatusWork work, Failure why) {
        throw new AssertionError("nothing is given up in a schedule, but the status of " + work + ": " + why);
    }
}

package dev.slipway.syncservice.core.install;

import dev.slipway.events.SyncEvent.EngineInstalling;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.InstallWork;
import dev.slipway.syncservice.core.Manifest;

/** Says how far an installation is, at most a few times. What is said after a crash once more has the same id. */
final class Progress {
    private static final int TENTHS = 10;
    private static final int WAITS_MAX = 10;
    private final Row<InstallWork> row;
    private final Stage<InstallWork> stage;
    private final Bundle bundle;
    private int applied;
    private int step;
    private String waiting = "";

    Progress(Row<InstallWork> row, Stage<InstallWork> stage, Bundle bundle) {
        this.row = row;
        this.stage = stage;
        this.bundle = bundle;
    }

    void begun() {
        say("the manifest is what was asked for");
    }

    void applied(Manifest manifest) {
        applied++;
        var tenth = applied * TENTHS / bundle.manifests().size();
        if (tenth > step) {
            step = tenth;
            say(manifest.kind() + " " + manifest.name());
        }
    }

    void waits(String seen) {
        if (!seen.equals(waiting) && step < TENTHS + WAITS_MAX) {
            waiting = seen;
            step++;
            say(seen);
        }
    }

    private void say(String now) {
        var desired = row.intent().desired();
        stage.say(
                row,
                new EngineInstalling(
                        desired.cluster(),
                        desired.engine(),
                        step,
                        bundle.version(),
                        bundle.manifests().size(),
                        applied,
                        now));
    }
}

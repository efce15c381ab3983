package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildSuperseded;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import java.util.List;

/** How deliveries may end that nothing was wrong with. */
final class Ends {
    private Ends() {}

    static void endedOnce(List<Fact<?>> way) {
        var ends = Story.count(way, ReleaseLive.class)
                + Story.count(way, ReleaseSuperseded.class)
                + Story.count(way, ConfigUnchanged.class)
                + Story.count(way, BuildSuperseded.class);
        assertThat(ends).as("ends in " + way).isOne();
        assertThat(Story.count(way, SyncFailed.class)).isZero();
    }
}

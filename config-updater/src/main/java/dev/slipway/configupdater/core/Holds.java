package dev.slipway.configupdater.core;

import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.catalog.Project;
import dev.slipway.service.decide.Decision;
import org.jspecify.annotations.Nullable;

/** Holds lines and frees them, by command. */
final class Holds {
    private Holds() {}

    static Decision<Lines> hold(Lines lines, HoldLine command) {
        var line = lines.of(command.environment(), command.application());
        var head = line.head();
        var why = command.why() == null ? whyHeld(line.hold(), command.by()) : command.why();
        var hold = new Hold(head == null ? null : head.ordinal(), true, why, command.by());
        var said = new LineHeld(
                command.environment(), command.application(), hold.at(), true, why, command.by(), null, null, null);
        return Decision.of(lines.with(command.environment(), command.application(), line.held(hold)))
                .say(said);
    }

    /** Who holds a line once more without a word gives no other reason for it. */
    private static String whyHeld(@Nullable Hold before, String by) {
        return before != null && before.firm() ? before.why() : "held by " + by;
    }

    static Decision<Lines> free(Lines lines, Project project, FreeLine command) {
        var line = lines.of(command.environment(), command.application());
        if (line.hold() == null) {
            return Commands.refused(lines, command, "the line is not held", "there is nothing to free");
        }
        var decision = Decision.of(lines.with(command.environment(), command.application(), line.held(null)))
                .say(new LineFreed(command.environment(), command.application(), command.by()));
        var waiting = line.waiting();
        return waiting == null
                        || Pins.keepsOut(lines, project, waiting.release()).isPresent()
                ? decision
                : Releases.letIn(decision, project, waiting.release(), waiting.cause());
    }
}

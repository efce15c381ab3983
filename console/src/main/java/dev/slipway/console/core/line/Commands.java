package dev.slipway.console.core.line;

import dev.slipway.events.CommandEvent;
import java.util.UUID;

/** Takes what people ask for to whoever carries it out. */
public interface Commands {

    /**
     * Returns when the command is durable.
     *
     * @return the delivery that it begins
     */
    UUID send(CommandEvent command);
}

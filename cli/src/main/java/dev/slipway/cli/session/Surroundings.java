package dev.slipway.cli.session;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the program is started in.
 *
 * @param terminal whether a person reads what is written
 * @param secret asks for a password with a prompt; empty if none is given
 * @param patience how long an answer of the console may take
 */
public record Surroundings(
        Map<String, String> environment,
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean terminal,
        UnaryOperator<String> secret,
        Duration patience) {

    /** A setting; empty as if it were not set. */
    public String setting(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    boolean colours() {
        return terminal && setting("NO_COLOR").isEmpty() && !setting("TERM").equals("dumb");
    }
}

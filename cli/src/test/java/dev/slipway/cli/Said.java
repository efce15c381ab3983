package dev.slipway.cli;

import dev.slipway.cli.session.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What the program said, and how it ended. */
record Said(int exit, String out, String err) {

    /** Who asks, where from. */
    static final class By {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final Map<String, String> environment = new HashMap<>();
        private String typed = "";
        private String piped = "";
        private boolean terminal;
        private Duration patience = Duration.ofSeconds(10);

        By(Path home) {
            environment.put("XDG_CONFIG_HOME", home.toString());
        }

        By with(String name, String value) {
            environment.put(name, value);
            return this;
        }

        By typing(String password) {
            typed = password;
            return this;
        }

        By piping(String value) {
            piped = value;
            return this;
        }

        By onATerminal() {
            terminal = true;
            return this;
        }

        By waiting(Duration most) {
            patience = most;
            return this;
        }

        /** As who works with a console by its settings. */
        By at(FakeConsole console) {
            return with("SLIPWAY_SERVER", console.url()).with("SLIPWAY_PASSWORD", FakeConsole.PASSWORD);
        }

        Said slipway(String... arguments) {
            var in = new ByteArrayInputStream(piped.getBytes(StandardCharsets.UTF_8));
            var surroundings =
                    new Surroundings(environment, in, stream(out), stream(err), terminal, _ -> typed, patience);
            var exit = Cli.run(surroundings, arguments);
            return new Said(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }

        private static PrintStream stream(ByteArrayOutputStream bytes) {
            return new PrintStream(bytes, true, StandardCharsets.UTF_8);
        }
    }

    /** The lines of what was said, each with single spaces. */
    String plain() {
        return String.join(
                "\n",
                Arrays.stream(out.split("\n"))
                        .map(line -> line.strip().replaceAll(" +", " "))
                        .toList());
    }
}

package dev.slipway.cli;

import dev.slipway.cli.session.Surroundings;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** {@code java -jar slipway.jar}. */
public final class Main {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SECRET_BYTES_MAX = 4_096;

    private Main() {}

    public static void main(String[] arguments) {
        var surroundings = new Surroundings(
                System.getenv(),
                System.in,
                stream(FileDescriptor.out, "stdout.encoding"),
                stream(FileDescriptor.err, "stderr.encoding"),
                terminal().isPresent(),
                Main::secret,
                PATIENCE);
        System.exit(Cli.run(surroundings, arguments));
    }

    /** A terminal that is not told a language says ASCII, and understands UTF-8. */
    private static PrintStream stream(FileDescriptor descriptor, String encoding) {
        var charset = Charset.forName(System.getProperty(encoding, "UTF-8"));
        return new PrintStream(
                new FileOutputStream(descriptor),
                true,
                charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset);
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 22 to 24 always gave one; JDK 25 gives none where there is no terminal
    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /** Typed unseen on a terminal, else the first line of what is piped in. */
    private static String secret(String prompt) {
        return terminal()
                .map(console -> {
                    var typed = console.readPassword("%s", prompt);
                    return typed == null ? "" : new String(typed);
                })
                .orElseGet(Main::piped);
    }

    private static String piped() {
        try {
            var piped = new String(System.in.readNBytes(SECRET_BYTES_MAX), StandardCharsets.UTF_8);
            return piped.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

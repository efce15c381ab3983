package dev.slipway.cli.command.letter;

import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "edit")
public final class DeadLetterEdit implements Runnable {
    private static final String STDIN = "-";
    private static final int VALUE_BYTES_MAX = 8 << 20;
    private final Session session;

    @Parameters(index = "0", paramLabel = "ID", descriptionKey = "letter.id")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FILE", descriptionKey = "letter.file")
    private String file = "";

    public DeadLetterEdit(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        var letter = new Letter(session, id);
        var value = value();
        if (value.length == 0 || value.length > VALUE_BYTES_MAX) {
            throw Problem.usage(session.say("error.value-size", file, VALUE_BYTES_MAX));
        }
        letter.edit(value);
    }

    private byte[] value() {
        try {
            if (file.equals(STDIN)) {
                return upToMax(session.surroundings().in());
            }
            try (var in = Files.newInputStream(Path.of(file))) {
                return upToMax(in);
            }
        } catch (IOException | InvalidPathException e) {
            throw Problem.usage(session.say("error.file", file, e));
        }
    }

    private static byte[] upToMax(InputStream in) throws IOException {
        return in.readNBytes(VALUE_BYTES_MAX + 1);
    }
}

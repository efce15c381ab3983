package dev.slipway.launcher;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What the broker and its neighbours say where no Quarkus runs beside them. Until somebody sets a level every trace is made, and kept for a
 * setup that never comes.
 */
final class OutsideLog {
    private static final int MAX_BYTES = 10_000_000;
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger BROKER = Logger.getLogger("kafka");
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    private OutsideLog() {}

    static void begin(Path file) throws IOException {
        ROOT.setLevel(Level.WARNING);
        BROKER.setLevel(Level.SEVERE);
        CLIENTS.setLevel(Level.SEVERE);
        var handler = new FileHandler(file.toString(), MAX_BYTES, 1, true);
        handler.setEncoding(StandardCharsets.UTF_8.name());
        handler.setFormatter(new SimpleFormatter());
        InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {handler});
    }
}

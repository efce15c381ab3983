package dev.slipway.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Somebody with a terminal and {@code slipway}: the jar, or the script in a source tree. */
final class Terminal {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final long PATIENCE_SECONDS = 60;
    private final Path folder;

    /** @param folder for what a person keeps */
    Terminal(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** What a command said, and how it ended. */
    record Said(int exit, String out, String err) {}

    /** A command that goes on. */
    record Going(Process process, Path out, Path err) implements AutoCloseable {

        String said() {
            return read(out);
        }

        String noted() {
            return read(err);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    Said jar(String typed, String... arguments) throws IOException, InterruptedException {
        return ended(start(command(jar(), arguments)), typed);
    }

    Said script(String... arguments) throws IOException, InterruptedException {
        return ended(start(command(List.of(HOME.resolve("slipway").toString()), arguments)), "");
    }

    Going startJar(String... arguments) throws IOException {
        return start(command(jar(), arguments));
    }

    private static List<String> jar() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                HOME.resolve("cli/target/slipway.jar").toString());
    }

    private static List<String> command(List<String> program, String... arguments) {
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        return command;
    }

    private Going start(List<String> command) throws IOException {
        var out = Files.createTempFile(folder, "out", "");
        var err = Files.createTempFile(folder, "err", "");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SLIPWAY_") || name.startsWith("LC_"));
        builder.environment()
                .putAll(Map.of(
                        "XDG_CONFIG_HOME", folder.toString(),
                        "LANG", "C",
                        "JAVA_HOME", System.getProperty("java.home")));
        return new Going(builder.start(), out, err);
    }

    private static Said ended(Going going, String typed) throws IOException, InterruptedException {
        try (going) {
            try (var in = going.process().outputWriter(StandardCharsets.UTF_8)) {
                in.write(typed);
            }
            if (!going.process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it did not end: " + going.said() + going.noted());
            }
            return new Said(going.process().exitValue(), going.said(), going.noted());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.slipway.launcher;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/** What a person said on the command line of {@code up}. */
record Options(Path data, boolean fresh, boolean yes, boolean processes, Ports ports) {

    static Options parse(List<String> arguments) {
        var left = new ArrayDeque<>(arguments);
        var options = new Options(standardData(), false, false, false, Ports.standard());
        while (!left.isEmpty()) {
            var option = left.removeFirst();
            options = switch (option) {
                case "--data" ->
                    options.at(calledFrom().resolve(valueOf(option, left)).normalize());
                case "--port" ->
                    new Options(
                            options.data,
                            options.fresh,
                            options.yes,
                            options.processes,
                            options.ports.with(valueOf(option, left)));
                case "--fresh" -> new Options(options.data, true, options.yes, options.processes, options.ports);
                case "--yes" -> new Options(options.data, options.fresh, true, options.processes, options.ports);
                case "--processes" -> new Options(options.data, options.fresh, options.yes, true, options.ports);
                default -> throw new Usage("there is no option '" + option + "'; ./slipway help lists what there is");
            };
        }
        return options;
    }

    private Options at(Path folder) {
        return new Options(folder, fresh, yes, processes, ports);
    }

    private static String valueOf(String option, ArrayDeque<String> left) {
        if (left.isEmpty()) {
            throw new Usage(option + " needs a value");
        }
        return left.removeFirst();
    }

    /** {@code ./slipway} goes to its own folder; the person stays in theirs. */
    private static Path calledFrom() {
        return Path.of(System.getProperty("slipway.called-from", "")).toAbsolutePath();
    }

    static Path standardData() {
        var xdg = System.getenv("XDG_DATA_HOME");
        var base = xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(xdg);
        return base.resolve("slipway").toAbsolutePath().normalize();
    }
}

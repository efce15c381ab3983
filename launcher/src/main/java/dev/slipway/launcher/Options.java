package dev.slipway.launcher;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person said on the command line of {@code up}.
 *
 * @param kubeconfig where releases go; without it, to a simulated cluster
 * @param context which of the kubeconfig's; without it, the one that is current there
 */
record Options(
        Path data,
        boolean fresh,
        boolean yes,
        boolean processes,
        Ports ports,
        @Nullable Path kubeconfig,
        @Nullable String context) {

    static Options parse(List<String> arguments) {
        var left = new ArrayDeque<>(arguments);
        var data = standardData();
        var fresh = false;
        var yes = false;
        var processes = false;
        var ports = Ports.standard();
        @Nullable Path kubeconfig = null;
        @Nullable String context = null;
        while (!left.isEmpty()) {
            var option = left.removeFirst();
            switch (option) {
                case "--data" -> data = path(valueOf(option, left));
                case "--fresh" -> fresh = true;
                case "--yes" -> yes = true;
                case "--processes" -> processes = true;
                case "--port" -> ports = ports.with(valueOf(option, left));
                case "--kubeconfig" -> kubeconfig = path(valueOf(option, left));
                case "--context" -> context = valueOf(option, left);
                default -> throw new Usage("there is no option '" + option + "'; ./slipway help lists what there is");
            }
        }
        if (context != null && kubeconfig == null) {
            throw new Usage("--context is one of a kubeconfig's: name that, too, with --kubeconfig FILE");
        }
        return new Options(data, fresh, yes, processes, ports, kubeconfig, context);
    }

    private static String valueOf(String option, ArrayDeque<String> left) {
        if (left.isEmpty()) {
            throw new Usage(option + " needs a value");
        }
        return left.removeFirst();
    }

    /** {@code ./slipway} goes to its own folder; the person stays in theirs. */
    private static Path path(String said) {
        return Path.of(System.getProperty("slipway.called-from", ""))
                .toAbsolutePath()
                .resolve(said)
                .normalize();
    }

    static Path standardData() {
        var xdg = System.getenv("XDG_DATA_HOME");
        var base = xdg == null || xdg.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(xdg);
        return base.resolve("slipway").toAbsolutePath().normalize();
    }
}

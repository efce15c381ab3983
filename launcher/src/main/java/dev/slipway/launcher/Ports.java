package dev.slipway.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which part listens where; all on the loopback address.
 *
 * @param given the parts whose ports were named by the person who starts them
 */
record Ports(Map<String, Integer> byName, Set<String> given) {
    private static final int FIRST = 4480;
    private static final int HIGHEST = 65_535;
    private static final String ALL = "all";
    /** What is in Git and in the catalog names these by their addresses. */
    private static final Set<String> WRITTEN_DOWN = Set.of("git", "registry");

    Ports {
        byName = Map.copyOf(byName);
        given = Set.copyOf(given);
    }

    static Ports standard() {
        return from(FIRST, Set.of());
    }

    private static Ports from(int first, Set<String> given) {
        var ports = new LinkedHashMap<String, Integer>();
        var next = first;
        for (var name :
                new String[] {"console", "git", "registry", "chat", "cluster", "kafka", "controller", "postgres"}) {
            ports.put(name, next++);
        }
        for (var service : Services.NAMES) {
            ports.put(service, next++);
        }
        ports.put(Services.health("console"), next++);
        for (var service : Services.NAMES) {
            ports.put(Services.health(service), next++);
        }
        return new Ports(ports, given);
    }

    /** @param assignment {@code name=number} */
    Ports with(String assignment) {
        var parts = assignment.split("=", 2);
        if (parts.length != 2 || (!byName.containsKey(parts[0]) && !parts[0].equals(ALL))) {
            throw new Usage("--port takes NAME=NUMBER with one of "
                    + String.join(", ", byName.keySet().stream().sorted().toList()) + ", or " + ALL
                    + "=NUMBER for the first of all; this was '" + assignment + "'");
        }
        if (!parts[1].matches("[0-9]{1,5}") || Integer.parseInt(parts[1]) < 1 || Integer.parseInt(parts[1]) > HIGHEST) {
            throw new Usage("a port is a number from 1 to " + HIGHEST + ", not '" + parts[1] + "'");
        }
        var number = Integer.parseInt(parts[1]);
        if (parts[0].equals(ALL)) {
            return from(number, byName.keySet());
        }
        var changed = new LinkedHashMap<>(byName);
        changed.put(parts[0], number);
        return new Ports(changed, plus(given, parts[0]));
    }

    int of(String name) {
        var port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("no part is called " + name);
        }
        return port;
    }

    /** The ports of the last start on this data, where none are named now; they are kept for the next one. */
    Ports rememberedIn(Path data) throws IOException {
        var file = data.resolve("ports");
        var last = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                last.load(in);
            }
        }
        var merged = new TreeMap<>(byName);
        for (var name : last.stringPropertyNames()) {
            var port = Integer.parseInt(last.getProperty(name));
            if (!given.contains(name)) {
                merged.put(name, port);
            } else if (WRITTEN_DOWN.contains(name) && port != of(name)) {
                throw new Usage("what is kept in " + data + " names its " + name + " as 127.0.0.1:" + port
                        + ": leave out --port " + name + "=" + of(name)
                        + ", or start on another folder (--data), or begin anew (--fresh)");
            }
        }
        var lines = merged.entrySet().stream()
                .map(port -> port.getKey() + "=" + port.getValue())
                .toList();
        Files.write(file, lines);
        return new Ports(merged, given);
    }

    private static Set<String> plus(Set<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name)).collect(Collectors.toSet());
    }

    /** Asked before anything starts, so that nothing is left half started. */
    void mustBeFree(Iterable<String> names) {
        for (var name : names) {
            try (var _ = new ServerSocket(of(name), 1, InetAddress.getLoopbackAddress())) {
                // free; closed again at once
            } catch (IOException e) {
                throw new Usage("port " + of(name) + ", which " + name
                        + " wants, is taken (is Slipway running already?). Choose another one: --port " + name
                        + "=NUMBER, or move them all: --port " + ALL + "=NUMBER");
            }
        }
    }
}

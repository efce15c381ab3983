package dev.slipway.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which part listens where; all on the loopback address. */
record Ports(Map<String, Integer> byName) {

    Ports {
        byName = Map.copyOf(byName);
    }

    static Ports standard() {
        var ports = new LinkedHashMap<String, Integer>();
        var next = 4480;
        for (var name :
                new String[] {"console", "git", "registry", "chat", "cluster", "kafka", "controller", "postgres"}) {
            ports.put(name, next++);
        }
        for (var service : Services.NAMES) {
            ports.put(service, next++);
        }
        return new Ports(ports);
    }

    /** @param assignment {@code name=number} */
    Ports with(String assignment) {
        var parts = assignment.split("=", 2);
        if (parts.length != 2 || !byName.containsKey(parts[0]) || !parts[1].matches("[0-9]{1,5}")) {
            throw new Usage("--port takes NAME=NUMBER with one of "
                    + String.join(", ", byName.keySet().stream().sorted().toList()) + "; this was '" + assignment
                    + "'");
        }
        var number = Integer.parseInt(parts[1]);
        if (number < 1 || number > 65_535) {
            throw new Usage("a port is a number from 1 to 65535, not " + number);
        }
        var changed = new LinkedHashMap<>(byName);
        changed.put(parts[0], number);
        return new Ports(changed);
    }

    int of(String name) {
        var port = byName.get(name);
        if (port == null) {
            throw new IllegalArgumentException("no part is called " + name);
        }
        return port;
    }

    /** Asked before anything starts, so that nothing is left half started. */
    void mustBeFree(Iterable<String> names) {
        for (var name : names) {
            try (var _ = new ServerSocket(of(name), 1, InetAddress.getLoopbackAddress())) {
                // free; closed again at once
            } catch (IOException e) {
                throw new Usage("port " + of(name) + ", which " + name
                        + " wants, is taken (is Slipway running already?). Choose another one: --port " + name
                        + "=NUMBER");
            }
        }
    }
}

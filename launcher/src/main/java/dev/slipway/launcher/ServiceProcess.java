package dev.slipway.launcher;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One service in a process of its own; started again when it dies, as a cluster would. */
final class ServiceProcess implements AutoCloseable {
    /** Hooks and commits go through these by the thousand; the others mostly wait for somebody outside. */
    private static final Set<String> MUCH_TO_DO = Set.of("webhook-service", "config-updater");
    /** Of hooks, twice as many are taken with the second compiler; benchmarks/README.md has the figures. */
    private static final List<String> QUICK = List.of("-XX:+UseParallelGC", "-XX:ReservedCodeCacheSize=64m");

    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final int STOP_SECONDS = 8;
    private static final int PAUSE_SECONDS = 1;
    private final String service;
    private final ProcessBuilder builder;
    private final Path pidFile;
    private volatile boolean closing;
    private volatile Process process;

    private ServiceProcess(String service, ProcessBuilder builder, Path pidFile) throws IOException {
        this.service = service;
        this.builder = builder;
        this.pidFile = pidFile;
        process = launch();
        Thread.ofVirtual().name("keeper of " + service).start(this::keep);
    }

    static ServiceProcess start(String service, Map<String, String> settings, DataFolder data, Ports ports)
            throws IOException {
        var home = Path.of(System.getProperty("slipway.home", "."));
        var jar = home.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new Usage(jar + " is missing; ./slipway builds it");
        }
        var pidFile = data.folder("processes").resolve(service);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(
                java,
                "-Xmx192m",
                "-XX:+ExitOnOutOfMemoryError", // half a service is none, and whoever starts it starts it again
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString()));
        command.addAll(1, MUCH_TO_DO.contains(service) ? QUICK : SMALL);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // By environment: a command line can be read by everybody on the machine.
        settings.forEach((name, value) ->
                builder.environment().put(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service)));
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.of(Services.health(service))));
        builder.environment().put("QUARKUS_LOG_CONSOLE_LEVEL", "INFO");
        builder.environment().put("QUARKUS_LOG_FILE_ENABLED", "false");
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                data.folder("logs").resolve(service + ".log").toFile()));
        return new ServiceProcess(service, builder, pidFile);
    }

    @Override
    public void close() throws IOException {
        closing = true;
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        Files.deleteIfExists(pidFile);
    }

    private Process launch() throws IOException {
        var started = builder.start();
        Files.writeString(pidFile, Long.toString(started.pid()));
        return started;
    }

    private void keep() {
        try {
            while (!closing) {
                var code = process.waitFor();
                // Ctrl-C reaches it before it reaches us.
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                if (!closing) {
                    System.out.println(service + " ended with " + code + "; it is started again");
                    process = launch();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.out.println(service + " cannot be started again: " + e.getMessage());
        }
    }

    /** A killed launcher leaves its services behind; they would hold ports and caches. */
    static void endLeftBehind(String service, DataFolder data) throws IOException {
        var pidFile = data.folder("processes").resolve(service);
        if (!Files.exists(pidFile)) {
            return;
        }
        var pid = Long.parseLong(Files.readString(pidFile).strip());
        ProcessHandle.of(pid)
                .filter(process ->
                        process.info().command().filter(c -> c.endsWith("java")).isPresent())
                .filter(process -> process.info()
                        .commandLine()
                        .filter(c -> c.contains("quarkus-run.jar"))
                        .isPresent())
                .ifPresent(process -> {
                    process.destroyForcibly();
                    process.onExit().orTimeout(5, TimeUnit.SECONDS).join();
                });
        Files.delete(pidFile);
    }
}

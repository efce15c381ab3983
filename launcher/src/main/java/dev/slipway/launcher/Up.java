package dev.slipway.launcher;

import dev.slipway.outside.database.Database;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;

/** {@code up}: the outside, then the services, then an address for everything, until Ctrl-C. */
final class Up implements AutoCloseable {
    private static final Duration READY_MAX = Duration.ofSeconds(90);
    private static final int PARTITIONS = 4;
    private final long began = System.nanoTime();
    private final Options options;
    private final Ports ports;
    private final boolean first;
    private final DataFolder data;
    private final Outside outside;
    private final Loop terminal;
    private final List<AutoCloseable> processes = new ArrayList<>();

    static void run(Options options) throws IOException {
        var real = Optional.ofNullable(options.kubeconfig()).map(file -> Cluster.reached(file, options.context()));
        if (options.fresh()) {
            beginAnew(options);
        }
        var names = new ArrayList<>(List.of("console", "git", "registry", "chat", "kafka", "controller", "postgres"));
        if (real.isEmpty()) {
            names.add("cluster");
        }
        names.add(Services.health("console"));
        if (options.processes()) {
            names.addAll(Services.NAMES);
            Services.NAMES.forEach(service -> names.add(Services.health(service)));
        }
        var up = new Up(options, names, real);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            say("stopping …");
            var application = Application.currentApplication();
            if (application != null) {
                application.awaitShutdown();
            }
            up.close();
        }));
        up.start(options.processes());
    }

    private static void beginAnew(Options options) throws IOException {
        if (!options.yes() && Files.exists(options.data())) {
            System.out.print("This deletes everything in " + options.data() + ". Type yes to go on: ");
            System.out.flush();
            var answer = new Scanner(System.in, StandardCharsets.UTF_8);
            if (!answer.hasNextLine() || !answer.nextLine().strip().equals("yes")) {
                throw new Usage("nothing was deleted");
            }
        }
        DataFolder.clear(options.data());
    }

    private Up(Options options, List<String> parts, Optional<Cluster.Real> real) throws IOException {
        this.options = options;
        first = !Files.exists(options.data().resolve("secrets/console/admin-password"));
        data = DataFolder.open(options.data());
        if (options.processes()) {
            OutsideLog.begin(data.folder("logs").resolve("outside.log"));
        }
        ports = options.ports().rememberedIn(data.path());
        Database.endLeftBehind(data.folder("postgres"));
        for (var service : Services.ALL) {
            ServiceProcess.endLeftBehind(service, data);
        }
        ports.mustBeFree(parts);
        say("starting Kafka, PostgreSQL, Git, registry, chat sink"
                + (real.isEmpty() ? " and the simulated cluster" : "") + " …");
        outside = new Outside(data, ports, real);
        Demo.prepare(data, outside);
        var token = data.secret("hichat-hook", "token");
        outside.git().hook(Demo.REPOSITORY, door() + "/hooks/gitlab/hichat", token);
        var clients = new KafkaClients(outside.broker().bootstrapServers());
        terminal = new Loop(
                "terminal", new Terminal(clients, new Topics("slipway", PARTITIONS, (short) 1, 1), System.out));
    }

    /** Where webhook-service is reached on this machine. */
    private String door() {
        return "http://127.0.0.1:" + ports.of(options.processes() ? "webhook-service" : "console");
    }

    private void start(boolean processes) throws IOException {
        var settings = Settings.of(data, outside, ports);
        if (System.getenv("SLIPWAY_PUBLIC_URL") == null) {
            settings.put("slipway.public-url", door());
        }
        say("starting the services …");
        if (processes) {
            for (var service : Services.ALL) {
                this.processes.add(ServiceProcess.start(service, settings, data, ports));
            }
            whenReady();
            forever();
        } else {
            settings.put("quarkus.http.port", Integer.toString(ports.of("console")));
            settings.put("quarkus.management.port", Integer.toString(ports.of(Services.health("console"))));
            settings.put(
                    "quarkus.log.file.path",
                    data.folder("logs").resolve("slipway.log").toString());
            settings.forEach(System::setProperty);
            Thread.ofVirtual().start(this::whenReady);
            Quarkus.run();
        }
    }

    private String health(String service) {
        return "http://127.0.0.1:" + ports.of(Services.health(service));
    }

    /** The shutdown hook ends it all. */
    private static void forever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void whenReady() {
        try {
            for (var service : options.processes() ? Services.ALL : List.of("console")) {
                Readiness.await(service, health(service), READY_MAX);
            }
            var console = "http://127.0.0.1:" + ports.of("console");
            new Running(
                            outside.git().url(),
                            console,
                            outside.broker().bootstrapServers(),
                            outside.cluster().realUrl())
                    .write(data.path());
            terminal.start();
            System.out.print(Welcome.text(
                    data, outside, console, health("console"), first, Duration.ofNanos(System.nanoTime() - began)));
        } catch (IOException e) {
            System.err.println(
                    "slipway: " + e.getMessage() + "; the log is " + data.path().resolve("logs"));
            System.exit(1);
        }
    }

    @Override
    public void close() {
        terminal.close();
        processes.parallelStream().forEach(process -> {
            try {
                process.close();
            } catch (Exception e) {
                System.err.println("slipway: " + e.getMessage());
            }
        });
        outside.close();
        try {
            data.close();
        } catch (IOException e) {
            System.err.println("slipway: " + e.getMessage());
        }
        say("stopped; the next ./slipway up goes on where it was");
    }

    private static void say(String what) {
        System.out.println(what);
    }
}

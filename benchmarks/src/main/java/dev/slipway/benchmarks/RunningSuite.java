package dev.slipway.benchmarks;

import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** {@code ./slipway up} in a process of its own, on ports above its usual ones. */
final class RunningSuite implements AutoCloseable {
    private static final int PORTS_FROM = Integer.getInteger("bench.ports", 24_480);
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final List<String> PORTS = List.of(
            "console", "git", "registry", "chat", "cluster", "kafka", "controller", "postgres", "webhook-service");
    private final Path data;
    private final Process process;
    private final Duration readyAfter;
    private final List<String> held = new ArrayList<>();

    private RunningSuite(Path data, Process process, Duration readyAfter) {
        this.data = data;
        this.process = process;
        this.readyAfter = readyAfter;
    }

    static RunningSuite start(Path data, String... options) throws IOException {
        var began = System.nanoTime();
        var command = launcher("up", data);
        command.addAll(List.of(options));
        command.addAll(List.of("--port", "all=" + PORTS_FROM));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SLIPWAY_WEBHOOK_REQUESTS_PER_SECOND", "0"); // all come from one address
        var process = builder.start();
        var output = process.inputReader(StandardCharsets.UTF_8);
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("Slipway is ready")) {
                var ready = Duration.ofNanos(System.nanoTime() - began);
                Thread.ofVirtual().start(() -> drain(output));
                return new RunningSuite(data, process, ready);
            }
        }
        throw new IOException("the suite did not start; look at " + data.resolve("logs"));
    }

    private static void drain(BufferedReader output) {
        try {
            while (output.readLine() != null) {}
        } catch (IOException e) {
            // It has ended, and its output with it.
        }
    }

    Duration readyAfter() {
        return readyAfter;
    }

    Hooks hooks() throws IOException {
        var token = Files.readString(data.resolve("secrets/hichat-hook/token")).strip();
        return new Hooks(PORTS_FROM + PORTS.indexOf("webhook-service"), token);
    }

    /** Of a service in a process of its own. */
    Duration cpu(String service) throws IOException {
        var pid = Files.readString(data.resolve("processes").resolve(service)).strip();
        return ProcessHandle.of(Long.parseLong(pid))
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    /** Holds a service that has no part in what is measured. */
    void hold(String service) throws IOException, InterruptedException {
        var pid = Files.readString(data.resolve("processes").resolve(service)).strip();
        signal("-STOP", pid);
        held.add(pid);
    }

    private static void signal(String signal, String pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, pid).inheritIO().start().waitFor();
    }

    Path gitFolder() {
        return data.resolve("git");
    }

    String git(String path) {
        return "http://127.0.0.1:" + (PORTS_FROM + PORTS.indexOf("git")) + "/" + path + ".git";
    }

    /** As a script has it that keeps no credentials. */
    String gitWithPassword(String path) throws IOException {
        var secret = data.resolve("secrets/hichat-git");
        var user = Files.readString(secret.resolve("username")).strip();
        return git(path)
                .replace(
                        "://",
                        "://" + user + ":"
                                + Files.readString(secret.resolve("password")).strip() + "@");
    }

    KafkaClients clients() {
        return new KafkaClients("127.0.0.1:" + (PORTS_FROM + PORTS.indexOf("kafka")));
    }

    /** Of all processes together. */
    Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .flatMap(each -> each.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    long residentMegabytes() throws IOException {
        return residentMegabytes(process.pid());
    }

    /** Of a service in a process of its own. */
    long residentMegabytes(String service) throws IOException {
        return residentMegabytes(Long.parseLong(
                Files.readString(data.resolve("processes").resolve(service)).strip()));
    }

    private static long residentMegabytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0L);
    }

    List<Share> pushAndAwait(int pushes) throws IOException, InterruptedException {
        var shares = new ArrayList<Share>();
        try (var reader = clients().reader()) {
            follow(reader);
            for (var i = 0; i < pushes; i++) {
                var push = new ProcessBuilder(launcher("demo", data))
                        .inheritIO()
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
                if (push.start().waitFor() != 0) {
                    throw new IOException("the push did not work");
                }
                shares.add(awaitLive(reader));
            }
        }
        return shares;
    }

    private static void follow(KafkaConsumer<String, byte[]> reader) {
        var partitions = Stream.of("webhook-service.hint", "push", "image", "sync")
                .flatMap(topic ->
                        IntStream.range(0, PARTITIONS).mapToObj(n -> new TopicPartition("slipway." + topic, n)))
                .toList();
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
    }

    private static Share awaitLive(KafkaConsumer<String, byte[]> reader) throws IOException {
        var times = new EventTimes();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            reader.poll(Duration.ofMillis(50)).forEach(read -> times.note(Records.headers(read)));
            var share = times.share();
            if (share.isPresent()) {
                return share.get();
            }
        }
        throw new IOException("the push did not become live within " + PATIENCE);
    }

    /** As a person starts it. */
    private static List<String> launcher(String command, Path data) {
        var home = Path.of(System.getProperty("slipway.home", ".")).toAbsolutePath();
        var words = new ArrayList<>(List.of(home.resolve("slipway").toString(), command));
        if (command.equals("demo")) {
            words.add("push");
        }
        words.addAll(List.of("--data", data.toString()));
        return words;
    }

    @Override
    public void close() {
        try {
            for (var pid : held) {
                signal("-CONT", pid);
            }
            process.destroy();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

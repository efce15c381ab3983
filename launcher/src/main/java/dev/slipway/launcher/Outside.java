package dev.slipway.launcher;

import dev.slipway.outside.broker.Broker;
import dev.slipway.outside.chat.ChatSink;
import dev.slipway.outside.cluster.ImageLookup;
import dev.slipway.outside.cluster.SimulatedCluster;
import dev.slipway.outside.database.Database;
import dev.slipway.outside.git.GitServer;
import dev.slipway.outside.registry.Registry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** Everything that Slipway meets on this machine, started together and stopped in the other order. */
final class Outside implements AutoCloseable {
    static final String GIT_USER = "demo";
    static final String CHAT_BOT = "slipway";
    private static final Logger LOG = Logger.getLogger(Outside.class);
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Registry registry;
    private final Broker broker;
    private final Database database;
    private final GitServer git;
    private final ChatSink chat;
    private final Cluster cluster;

    /** @param real where releases go, if not to a simulated cluster that is started here */
    Outside(DataFolder data, Ports ports, Optional<Cluster.Real> real) throws IOException {
        try (var starters = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = CompletableFuture.supplyAsync(
                    () -> started(() -> Database.start(data.folder("postgres"), ports.of("postgres"))), starters);
            var slower = CompletableFuture.supplyAsync(
                    () -> started(() -> Broker.start(data.folder("kafka"), ports.of("kafka"), ports.of("controller"))),
                    starters);
            registry = started(() -> Registry.start(data.folder("registry"), ports.of("registry")));
            var password = data.secret("hichat-git", "password");
            git = started(() -> GitServer.start(data.folder("git"), ports.of("git"), Map.of(GIT_USER, password)));
            var key = data.secret("hichat-feishu", "key");
            chat = started(() -> ChatSink.start(data.folder("chat"), ports.of("chat"), CHAT_BOT, key));
            cluster = real.isPresent() ? real.get() : simulated(data, ports);
            database = slow.join();
            broker = slower.join();
        } catch (CompletionException e) {
            close();
            if (e.getCause() instanceof Usage usage) {
                throw usage;
            }
            throw new IOException(e.getCause());
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        data.put("hichat-git", "username", GIT_USER);
        data.put("hichat-feishu", "url", chat.hookUrl());
    }

    Broker broker() {
        return broker;
    }

    Database database() {
        return database;
    }

    GitServer git() {
        return git;
    }

    Registry registry() {
        return registry;
    }

    ChatSink chat() {
        return chat;
    }

    Cluster cluster() {
        return cluster;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                synchronized (started) {
                    started.pop().close();
                }
            } catch (Exception e) {
                LOG.warnf("a part did not stop well: %s", e.toString());
            }
        }
    }

    private Cluster simulated(DataFolder data, Ports ports) throws IOException {
        var token = data.secret("cluster", "token");
        var simulated = started(
                () -> SimulatedCluster.start(data.folder("cluster"), ports.of("cluster"), token, images(registry)));
        return new Cluster.Simulated(simulated.url());
    }

    private <T extends AutoCloseable> T started(Callable<T> start) {
        try {
            var part = start.call();
            synchronized (started) {
                started.push(part);
            }
            return part;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new Usage(String.valueOf(e.getMessage()));
        }
    }

    /** Images of our own registry are looked up there; those of others are taken as being there. */
    private static ImageLookup images(Registry registry) {
        return image -> {
            var prefix = registry.address() + "/";
            if (!image.startsWith(prefix)) {
                return Optional.of(Map.of());
            }
            var rest = image.substring(prefix.length());
            var at = rest.indexOf('@');
            var named = at < 0 ? rest : rest.substring(0, at);
            var colon = named.lastIndexOf(':');
            var repository = colon < 0 ? named : named.substring(0, colon);
            var reference = at >= 0 ? rest.substring(at + 1) : colon < 0 ? "latest" : named.substring(colon + 1);
            return registry.config(repository, reference).map(config -> {
                var environment = new HashMap<String, String>();
                config.path("Env").forEach(entry -> {
                    var parts = entry.asText().split("=", 2);
                    environment.put(parts[0], parts.length > 1 ? parts[1] : "");
                });
                return environment;
            });
        };
    }
}

package dev.slipway.outside.cluster;

import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A cluster to try things on: the API is served, objects are kept, rollouts are simulated. No container ever runs. */
public final class SimulatedCluster implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SimulatedCluster.class);
    private static final long TURN_MILLIS = 100;
    private final String token;
    private final ImageLookup images;
    private final Store store;
    private final Site site;
    private final ScheduledExecutorService controllers = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("simulated-cluster").daemon().unstarted(task));

    private SimulatedCluster(Path folder, int port, String token, ImageLookup images) throws IOException {
        this.token = token;
        this.images = images;
        store = new Store(folder);
        namespace("default");
        var pods = new Pods(store, images);
        var rollout = new Rollout(store, pods);
        var sets = new Sets(store, pods);
        var _ = controllers.scheduleWithFixedDelay(
                () -> {
                    try {
                        rollout.turn();
                        sets.turn();
                    } catch (RuntimeException e) {
                        LOG.warnf(e, "the simulated controllers stumbled, and go on");
                    }
                },
                0,
                TURN_MILLIS,
                TimeUnit.MILLISECONDS);
        site = Site.open("cluster", port, new ApiServer(store, token, this::log)::serve);
    }

    /** A port of 0 means: any that is free. Clients show the token as a bearer. */
    public static SimulatedCluster start(Path folder, int port, String token, ImageLookup images) throws IOException {
        return new SimulatedCluster(folder, port, token, images);
    }

    public int port() {
        return site.port();
    }

    public String url() {
        return site.url();
    }

    public String token() {
        return token;
    }

    @Override
    public void close() {
        controllers.shutdownNow();
        site.close();
    }

    private void namespace(String name) {
        var namespace = Store.JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
        namespace.putObject("metadata").put("name", name);
        if (store.get(Kind.named("Namespace"), "", name).isEmpty()) {
            store.put(Kind.named("Namespace"), namespace);
        }
    }

    private String log(ApiPath path, Exchange exchange) {
        var wanted = exchange.query("container");
        var pod = store.get(path.kind(), path.scope(), path.name()).orElseThrow();
        for (var container : pod.path("spec").path("containers")) {
            if (wanted == null || container.path("name").asText().equals(wanted)) {
                return Behaviour.of(container, images).lastWords();
            }
        }
        return "";
    }
}

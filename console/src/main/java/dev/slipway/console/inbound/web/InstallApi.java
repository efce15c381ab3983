package dev.slipway.console.inbound.web;

import dev.slipway.console.core.engine.EngineOrders;
import dev.slipway.events.CommandEvent.InstallEngine;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Has an engine installed in a cluster, or brought up to date. */
@Path("/api/engines/clusters/{cluster}/{engine}/install")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class InstallApi {
    private static final int FROM_MAX = 1_000;
    private final EngineOrders orders;
    private final SecurityIdentity who;
    private final Viewer viewer;

    InstallApi(EngineOrders orders, SecurityIdentity who, Viewer viewer) {
        this.orders = orders;
        this.who = who;
        this.viewer = viewer;
    }

    /**
     * @param from a URL, or a file in the folder that the cluster's sync-service reads manifests from
     * @param sha256 of the manifest
     */
    record Wanted(@Nullable String from, @Nullable String sha256) {}

    @POST
    public Response install(
            @PathParam("cluster") String cluster, @PathParam("engine") String engine, byte @Nullable [] body) {
        var wanted = Body.read(body, Wanted.class);
        if (wanted == null || wanted.from() == null || wanted.sha256() == null) {
            throw new Asked("send an object with from, the manifest's URL or file, and sha256");
        }
        var by = Viewer.named(who);
        return Accepted.of(
                orders.install(new InstallEngine(cluster, engine, from(wanted.from()), sha256(wanted.sha256()), by)),
                viewer);
    }

    /** What is asked for is shown to everybody: a password must not be in it. */
    private static String from(String from) {
        if (from.isBlank() || from.length() > FROM_MAX || from.chars().anyMatch(Character::isISOControl)) {
            throw new Asked("'from' is a URL or a file, of at most " + FROM_MAX + " characters");
        }
        if (from.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            mustBeOfHttp(from);
        }
        return from;
    }

    private static void mustBeOfHttp(String from) {
        var address = address(from);
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !List.of("http", "https").contains(scheme)) {
            throw new Asked("'from' is a URL of http or https, or a file");
        }
        if (address.getUserInfo() != null) {
            throw new Asked("'from' must have no name and no password in it: it is shown to everybody");
        }
    }

    private static URI address(String from) {
        try {
            return URI.create(from);
        } catch (IllegalArgumentException e) {
            throw new Asked("'from' is no address: there is something in it that has to be escaped");
        }
    }

    private static String sha256(String sum) {
        var lower = sum.toLowerCase(Locale.ROOT);
        if (!lower.matches("[0-9a-f]{64}")) {
            throw new Asked("'sha256' is 64 hexadecimal digits, as sha256sum prints them");
        }
        return lower;
    }
}

package dev.slipway.console.inbound.web;

import dev.slipway.console.core.deploy.Deployments;
import dev.slipway.console.core.deploy.Wish;
import dev.slipway.console.core.deploy.Wish.Written;
import dev.slipway.events.wire.Json;
import dev.slipway.service.PermanentFailure;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** What a person releases: looked at, and ordered. */
@Path("/api/environments/{project}/{environment}/{application}/deploy")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class DeployApi {
    private final Deployments deployments;
    private final DeclaredLines lines;
    private final SecurityIdentity who;
    private final Viewer viewer;

    DeployApi(Deployments deployments, DeclaredLines lines, SecurityIdentity who, Viewer viewer) {
        this.viewer = viewer;
        this.deployments = deployments;
        this.lines = lines;
        this.who = who;
    }

    @POST
    public Response deploy(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            byte @Nullable [] body)
            throws IOException {
        var line = lines.line(project, environment, application);
        return Accepted.of(deployments.order(lines.project(project), line, wish(body), name()), viewer);
    }

    /** Nothing is written. */
    @POST
    @Path("preview")
    public byte[] preview(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            byte @Nullable [] body)
            throws IOException {
        var line = lines.line(project, environment, application);
        return Json.write(deployments.preview(lines.project(project), line, wish(body)));
    }

    private static Wish wish(byte @Nullable [] body) {
        var written = Body.read(body, Written.class);
        if (written == null) {
            throw new Asked(
                    "say what is to be deployed: image, replicas, env, requests, limits, values; and a message");
        }
        try {
            return written.read();
        } catch (IllegalArgumentException e) {
            throw new Asked(String.valueOf(e.getMessage()));
        }
    }

    @ServerExceptionMapper
    public Response impossible(PermanentFailure e) {
        return refusal(422, e.failure().seen() + ": " + e.failure().nextStep());
    }

    @ServerExceptionMapper
    public Response notNow(IOException e) {
        return refusal(Response.Status.BAD_GATEWAY.getStatusCode(), String.valueOf(e.getMessage()));
    }

    private static Response refusal(int status, String sentence) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.write(Map.of("error", sentence)))
                .build();
    }

    private String name() {
        return Viewer.named(who);
    }
}

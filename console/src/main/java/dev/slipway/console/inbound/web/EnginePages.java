package dev.slipway.console.inbound.web;

import dev.slipway.console.core.engine.ClusterEngineView;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the engines of the environments are, as people see it. */
@Path("/engines")
@Authenticated
@Blocking
@LanguageChoice.Page
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
class EnginePages {
    private final Engines engines;
    private final Viewer viewer;

    EnginePages(Engines engines, Viewer viewer) {
        this.engines = engines;
        this.viewer = viewer;
    }

    @GET
    public TemplateInstance list(
            @QueryParam("project") @Nullable String project, @QueryParam("cluster") @Nullable String cluster) {
        var ofProject = Engines.named(project);
        var inCluster = Engines.named(cluster);
        var shown = engines.of(ofProject, inCluster);
        var found = ofProject == null ? engines.inClusters(inCluster) : List.<ClusterEngineView>of();
        return Templates.engines(viewer, shown, found, ofProject, inCluster).setLocale(viewer.lang());
    }

    /** The row of an engine itself. */
    @GET
    @Path("clusters/{cluster}/{engine}/row")
    public TemplateInstance clusterRow(@PathParam("cluster") String cluster, @PathParam("engine") String engine) {
        return engines.inClusters(cluster).stream()
                .filter(found -> found.engine().equals(engine))
                .findFirst()
                .map(Templates::clusterEngine)
                .orElseThrow(() -> new NotThere("nothing was found yet of " + engine + " in cluster " + cluster
                        + ": its sync-service says so, see GET /api/engines/clusters"))
                .setLocale(viewer.lang());
    }

    /** The engine's row of the list, for one that is open already. */
    @GET
    @Path("{project}/{environment}/row")
    public TemplateInstance row(@PathParam("project") String project, @PathParam("environment") String environment) {
        return Templates.engine(engines.one(project, environment)).setLocale(viewer.lang());
    }
}

package dev.slipway.console.inbound.web;

import dev.slipway.console.outbound.Schema;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** In and out. The form itself is taken by the framework at {@code POST /login}. */
@Path("/")
@PermitAll
class SignInPages {
    private final Schema schema;
    private final Viewer viewer;

    SignInPages(Schema schema, Viewer viewer) {
        this.schema = schema;
        this.viewer = viewer;
    }

    @GET
    @Path("login")
    @LanguageChoice.Page
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public TemplateInstance login(@QueryParam("refused") boolean refused) {
        return Templates.login(viewer, refused, !schema.isReady()).setLocale(viewer.lang());
    }

    @POST
    @Path("logout")
    public Response logout() {
        return Response.seeOther(URI.create("/login")).cookie(noSession()).build();
    }

    static NewCookie noSession() {
        return new NewCookie.Builder("slipway-session")
                .value("")
                .path("/")
                .maxAge(0)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}

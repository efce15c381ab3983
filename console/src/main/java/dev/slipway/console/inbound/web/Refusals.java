package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.StoreUnavailable;
import dev.slipway.console.core.work.Impossible;
import dev.slipway.console.inbound.web.SignIn.TooManyAttempts;
import dev.slipway.events.wire.Json;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** How the console says no: a sentence as JSON to programs, a page to people. */
class Refusals {
    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final int RETRY_SECONDS = 5;
    private final Viewer viewer;

    Refusals(Viewer viewer) {
        this.viewer = viewer;
    }

    @ServerExceptionMapper
    Response unknown(UnauthorizedException e, HttpServerRequest request) {
        return signInFirst(request);
    }

    @ServerExceptionMapper
    Response refused(AuthenticationFailedException e, HttpServerRequest request) {
        if (e.getCause() instanceof StoreUnavailable) {
            return away(request);
        }
        if ("/login".equals(request.path())) {
            return wrongPassword(request);
        }
        return e.getCause() instanceof TooManyAttempts && forPrograms(request) ? waitFirst() : signInFirst(request);
    }

    /** A cookie that cannot be used any more must go, or the page to sign in would be refused as well. */
    private static Response wrongPassword(HttpServerRequest request) {
        var page = request.method().equals(HttpMethod.POST) ? "/login?refused=true" : "/login";
        return Response.seeOther(URI.create(page))
                .cookie(SignInPages.noSession())
                .build();
    }

    @ServerExceptionMapper
    Response missing(NotThere e, HttpServerRequest request) {
        return forPrograms(request)
                ? json(Response.Status.NOT_FOUND, String.valueOf(e.getMessage()))
                        .build()
                : Response.status(Response.Status.NOT_FOUND)
                        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(Templates.missing(viewer)
                                .setLocale(viewer.lang())
                                .render())
                        .build();
    }

    @ServerExceptionMapper
    Response impossible(Asked e) {
        return json(Response.Status.BAD_REQUEST, String.valueOf(e.getMessage())).build();
    }

    @ServerExceptionMapper
    Response impossible(Impossible e) {
        return json(Response.Status.CONFLICT, String.valueOf(e.getMessage())).build();
    }

    @ServerExceptionMapper
    Response unwritten(KafkaException e, HttpServerRequest request) {
        LOG.warnf("%s: %s", request.path(), e.getMessage());
        return json(Response.Status.SERVICE_UNAVAILABLE, "the log does not take it at the moment; ask again")
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    @ServerExceptionMapper
    Response away(StoreUnavailable e, HttpServerRequest request) {
        LOG.warnf("%s: %s", request.path(), e.getMessage());
        return away(request);
    }

    private Response away(HttpServerRequest request) {
        var answer = forPrograms(request)
                ? json(
                        Response.Status.SERVICE_UNAVAILABLE,
                        "the console's database does not answer; deliveries go on, ask again in a moment")
                : Response.status(Response.Status.SERVICE_UNAVAILABLE)
                        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                        .entity(Templates.away(viewer).setLocale(viewer.lang()).render());
        return answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS).build();
    }

    private static Response waitFirst() {
        return json(
                        Response.Status.TOO_MANY_REQUESTS,
                        "too many wrong passwords for this account, or from this address; wait half a minute")
                .header(HttpHeaders.RETRY_AFTER, Attempts.AN_ADDRESS_WAITS.toSeconds())
                .build();
    }

    private static Response signInFirst(HttpServerRequest request) {
        if (forPrograms(request)) {
            var answer = json(
                    Response.Status.UNAUTHORIZED,
                    "name or password is missing or wrong; send them by Basic authentication");
            // A browser would ask by itself, in front of the page that does so better.
            return request.getHeader("Sec-Fetch-Mode") == null
                    ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Slipway\", charset=\"UTF-8\"")
                            .build()
                    : answer.build();
        }
        return Response.seeOther(URI.create("/login"))
                .cookie(new NewCookie.Builder("slipway-location")
                        .value(request.absoluteURI())
                        .path("/")
                        .httpOnly(true)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }

    private static boolean forPrograms(HttpServerRequest request) {
        return String.valueOf(request.path()).startsWith("/api/");
    }

    private static Response.ResponseBuilder json(Response.Status status, String sentence) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.write(Map.of("error", sentence)));
    }
}

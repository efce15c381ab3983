package dev.slipway.console.inbound.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;

/** The console's forms are taken from its own pages only. */
@ApplicationScoped
class OwnOrigin {
    private static final int EARLY = 500;
    private static final int FORBIDDEN = 403;

    void register(@Observes Filters filters) {
        filters.register(OwnOrigin::check, EARLY);
    }

    private static void check(RoutingContext routing) {
        var request = routing.request();
        if (HttpMethod.POST.equals(request.method()) && !isHook(routing) && isForeign(request)) {
            routing.response()
                    .setStatusCode(FORBIDDEN)
                    .end("this form was sent from another site; open the console's own page");
        } else {
            routing.next();
        }
    }

    /** Where everything runs in one process, hooks arrive here too: from other programs, with proofs of their own. */
    private static boolean isHook(RoutingContext routing) {
        return routing.normalizedPath().startsWith("/hooks/");
    }

    private static boolean isForeign(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        var origin = request.getHeader("Origin");
        return origin != null && !isOwn(origin, request);
    }

    private static boolean isOwn(String origin, HttpServerRequest request) {
        try {
            var own = request.authority();
            return own != null && own.toString().equals(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

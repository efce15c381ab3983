package dev.slipway.console.inbound.web;

import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;

/** Keeps the language that a link asked for. */
@Provider
@LanguageChoice.Page
class LanguageChoice implements ContainerResponseFilter {
    private static final int KEPT_SECONDS = (int) Duration.ofDays(365).toSeconds();
    private final Viewer viewer;

    LanguageChoice(Viewer viewer) {
        this.viewer = viewer;
    }

    /** A page for people. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    @interface Page {}

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getQueryParameters().containsKey("lang")) {
            response.getHeaders()
                    .add(
                            HttpHeaders.SET_COOKIE,
                            new NewCookie.Builder(Viewer.LANGUAGE)
                                    .value(viewer.lang())
                                    .path("/")
                                    .maxAge(KEPT_SECONDS)
                                    .httpOnly(true)
                                    .sameSite(NewCookie.SameSite.LAX)
                                    .build());
        }
    }
}

package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.StoreUnavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who looks at a page, and in which language: as asked for now, as chosen before, or as the browser prefers. */
@RequestScoped
class Viewer {
    static final String LANGUAGE = "slipway-language";
    private static final String CHINESE = "zh-CN";
    private static final String ENGLISH = "en";
    private final HttpServerRequest request;
    private final SecurityIdentity identity;

    Viewer(HttpServerRequest request, SecurityIdentity identity) {
        this.request = request;
        this.identity = identity;
    }

    /** Who asks, as accounts and facts name people. */
    static String named(SecurityIdentity who) {
        return who.getPrincipal().getName().toLowerCase(Locale.ROOT);
    }

    public String lang() {
        var asked = request.getParam("lang");
        if (asked != null) {
            return supported(asked);
        }
        var chosen = request.getCookie(LANGUAGE);
        return supported(chosen != null ? chosen.getValue() : request.getHeader("Accept-Language"));
    }

    public boolean chinese() {
        return lang().equals(CHINESE);
    }

    @Nullable
    public String name() {
        try {
            return identity.isAnonymous() ? null : identity.getPrincipal().getName();
        } catch (AuthenticationFailedException | StoreUnavailable e) {
            return null; // the page says why by itself
        }
    }

    public String path() {
        return String.valueOf(request.path());
    }

    private static String supported(@Nullable String preference) {
        return preference != null && preference.strip().toLowerCase(Locale.ROOT).startsWith("zh") ? CHINESE : ENGLISH;
    }
}

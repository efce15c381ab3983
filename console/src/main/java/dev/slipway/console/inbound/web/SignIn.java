package dev.slipway.console.inbound.web;

import dev.slipway.console.core.Accounts;
import dev.slipway.console.core.delivery.StoreUnavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Who somebody is: by name and password, or by the cookie that this process has encrypted. The store being away ends no session, which
 * is why these are not the framework's own providers.
 */
final class SignIn {
    private SignIn() {}

    @ApplicationScoped
    static class ByPassword implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
        private final Accounts accounts;
        private final Attempts attempts = new Attempts(Clock.systemUTC());

        ByPassword(Accounts accounts) {
            this.accounts = accounts;
        }

        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
            return context.runBlocking(() -> checked(
                    request.getUsername(), new String(request.getPassword().getPassword()), address(request)));
        }

        private SecurityIdentity checked(String name, String password, String address) {
            if (!attempts.mayTry(address)) {
                throw new AuthenticationFailedException("too many wrong passwords from " + address);
            }
            try {
                if (accounts.matches(name, password)) {
                    attempts.succeeded(address);
                    return identity(name);
                }
            } catch (StoreUnavailable e) {
                throw new AuthenticationFailedException(e.getMessage(), e);
            }
            attempts.failed(address);
            throw new AuthenticationFailedException("wrong name or password");
        }

        private static String address(AuthenticationRequest request) {
            var routing = HttpSecurityUtils.getRoutingContextAttribute(request);
            return routing == null ? "" : routing.request().remoteAddress().hostAddress();
        }
    }

    @ApplicationScoped
    static class BySession implements IdentityProvider<TrustedAuthenticationRequest> {
        private final Accounts accounts;

        BySession(Accounts accounts) {
            this.accounts = accounts;
        }

        @Override
        public Class<TrustedAuthenticationRequest> getRequestType() {
            return TrustedAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                TrustedAuthenticationRequest request, AuthenticationRequestContext context) {
            return context.runBlocking(() -> {
                if (!accounts.exists(request.getPrincipal())) {
                    throw new AuthenticationFailedException("there is no such account any more");
                }
                return identity(request.getPrincipal());
            });
        }
    }

    private static SecurityIdentity identity(String name) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .build();
    }
}

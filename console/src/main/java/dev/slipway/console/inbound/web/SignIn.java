package dev.slipway.console.inbound.web;

import dev.slipway.console.core.Accounts;
import dev.slipway.console.core.delivery.StoreUnavailable;
import dev.slipway.console.inbound.web.Attempts.Try;
import dev.slipway.service.door.Network;
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

/**
 * Who somebody is: by name and password, or by the cookie that this process has encrypted. The store being away ends no session, which
 * is why these are not the framework's own providers.
 */
final class SignIn {
    private SignIn() {}

    /** Nothing was compared: whoever asks must wait. */
    static final class TooManyAttempts extends Exception {
        private static final long serialVersionUID = 1L;

        TooManyAttempts() {
            super("too many wrong passwords for this account, or from this address");
        }
    }

    private static Try attempt(String name, AuthenticationRequest request) {
        var routing = HttpSecurityUtils.getRoutingContextAttribute(request);
        return new Try(
                name, Network.of(routing == null ? null : routing.request().remoteAddress()));
    }

    @ApplicationScoped
    static class ByPassword implements IdentityProvider<UsernamePasswordAuthenticationRequest> {
        private final Accounts accounts;
        private final Attempts attempts;

        ByPassword(Accounts accounts, Attempts attempts) {
            this.accounts = accounts;
            this.attempts = attempts;
        }

        @Override
        public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
            return UsernamePasswordAuthenticationRequest.class;
        }

        @Override
        public Uni<SecurityIdentity> authenticate(
                UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
            var attempt = attempt(request.getUsername(), request);
            return context.runBlocking(
                    () -> checked(attempt, new String(request.getPassword().getPassword())));
        }

        private SecurityIdentity checked(Try attempt, String password) {
            if (!attempts.admits(attempt)) {
                var why = new TooManyAttempts();
                throw new AuthenticationFailedException(why.getMessage(), why);
            }
            try {
                if (accounts.matches(attempt.account(), password)) {
                    attempts.succeeded(attempt);
                    return identity(attempt.account());
                }
            } catch (StoreUnavailable e) {
                attempts.takeBack(attempt);
                throw new AuthenticationFailedException(e.getMessage(), e);
            }
            throw new AuthenticationFailedException("wrong name or password");
        }
    }

    @ApplicationScoped
    static class BySession implements IdentityProvider<TrustedAuthenticationRequest> {
        private final Accounts accounts;
        private final Attempts attempts;

        BySession(Accounts accounts, Attempts attempts) {
            this.accounts = accounts;
            this.attempts = attempts;
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
                attempts.signedIn(attempt(request.getPrincipal(), request));
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

package dev.slipway.console.outbound.connection;

import dev.slipway.console.core.connection.Step;
import dev.slipway.console.core.connection.Step.Name;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** Whether the host proves that it is the one that the address names. */
final class Tls {
    private static final int MILLIS = 8_000;
    private static final Duration SOON = Duration.ofDays(21);

    private Tls() {}

    static Step handshake(Target target) {
        if (!target.isSecured()) {
            return Step.skipped(
                    Name.TLS,
                    "the address is http: everything, the password too, can be read on its way; use https where the forge has it");
        }
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(target.host(), target.port()), MILLIS);
            plain.setSoTimeout(MILLIS);
            try (var socket = (SSLSocket) SSLContext.getDefault()
                    .getSocketFactory()
                    .createSocket(plain, target.host(), target.port(), true)) {
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                var session = socket.getSession();
                var end = ((X509Certificate) session.getPeerCertificates()[0])
                        .getNotAfter()
                        .toInstant();
                return Step.ok(Name.TLS, session.getProtocol() + ", " + validity(end));
            }
        } catch (SSLException e) {
            return Step.failed(Name.TLS, sentence(target, e));
        } catch (IOException e) {
            return Step.failed(
                    Name.TLS,
                    target.host() + " breaks off before TLS stands (" + e.getMessage()
                            + "): does this port speak https? Correct the repository's url");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String validity(Instant end) {
        var until =
                "the certificate is valid until " + end.atZone(ZoneOffset.UTC).toLocalDate();
        return Instant.now().plus(SOON).isAfter(end)
                ? until + ", in " + ChronoUnit.DAYS.between(Instant.now(), end) + " days: renew it"
                : until;
    }

    private static String sentence(Target target, SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var said = String.valueOf(cause.getMessage());
            if (cause instanceof CertificateExpiredException) {
                return "the certificate of " + target.host() + " has expired: renew it on the forge";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "the certificate of " + target.host() + " is not valid yet: look at the clocks on both sides";
            }
            if (said.contains("No subject alternative") || said.contains("No name matching")) {
                return "the certificate is for another name than " + target.host()
                        + ": use the name that it is for in the repository's url, or give the forge one for this name";
            }
            if (said.contains("unable to find valid certification path")) {
                return "nobody that Slipway trusts signed the certificate of " + target.host()
                        + ": add the forge's own authority to the trust store of Slipway's services"
                        + " (docs/connecting.md says how)";
            }
        }
        return "TLS with " + target.host() + " does not come about (" + e.getMessage()
                + "): does this port speak https, in version 1.2 or 1.3?";
    }
}

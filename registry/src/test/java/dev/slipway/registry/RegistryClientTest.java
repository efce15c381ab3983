package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {
    private static final Credentials CI = new Credentials("ci", "s3cret");
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String MANIFEST = "/v2/root/a/manifests/";
    private final HttpServer server;
    private final String registry;

    RegistryClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        registry = "127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void showsItsCredentialsWhereBasicIsAskedFor() throws Exception {
        server.createContext(MANIFEST, exchange -> guarded(exchange, "Basic realm=\"r\"", CI.basic()));

        assertThat(client(CI).digestOf(registry + "/root/a", "main")).contains(DIGEST);
    }

    @Test
    void getsATokenWhereABearerIsAskedFor() throws Exception {
        var challenge =
                "Bearer realm=\"http://%s/token\",service=\"r\",scope=\"repository:root/a:pull\"".formatted(registry);
        server.createContext(MANIFEST, exchange -> guarded(exchange, challenge, "Bearer t0ken"));
        server.createContext("/token", exchange -> {
            var asked = exchange.getRequestURI().getRawQuery().equals("service=r&scope=repository%3Aroot%2Fa%3Apull");
            var known = CI.basic().equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, asked && known ? 200 : 401, "{\"token\":\"t0ken\"}");
        });

        assertThat(client(CI).digestOf(registry + "/root/a", "main")).contains(DIGEST);
    }

    @Test
    void followsNoRegistryInside() throws Exception {
        server.createContext("/v2/root/a/", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data?x=1");
            answer(exchange, exchange.getRequestMethod().equals("HEAD") ? 200 : 307, "");
        });

        assertThatExceptionOfType(RegistryRefused.class)
                .isThrownBy(() -> client(CI).inspect(registry + "/root/a", "linux/amd64"))
                .withMessageContaining("sends us to http://169.254.169.254/latest/meta-data.");
        var registry = URI.create("https://192.0.2.1/v2/");
        for (var inside : List.of("127.0.0.1", "0.0.0.0", "[::1]", "localhost", "169.254.169.254", "[fe80::1]")) {
            assertThat(Inside.isEnteredBy(registry, URI.create("https://" + inside + "/")))
                    .as(inside)
                    .isTrue();
        }
        assertThat(Inside.isEnteredBy(registry, URI.create("https://10.0.0.1/")))
                .isFalse();
        assertThat(Inside.isEnteredBy(URI.create("http://localhost:5000/"), URI.create("http://127.0.0.1:9000/")))
                .as("it is there itself")
                .isFalse();
    }

    @Test
    void sendsNoCredentialsToARealmWithoutTlsIfTheRegistryHasTls() throws Exception {
        var http = new Http(settings());
        var challenge = "Bearer realm=\"http://%s/token\",service=\"r\"".formatted(registry);
        server.createContext("/token", exchange -> answer(exchange, 200, "{\"token\":\"t0ken\"}"));

        assertThat(new Authorization(http, false).answer(challenge, Optional.of(CI)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void isRefusedForGood(int status) {
        server.createContext(MANIFEST, exchange -> answer(exchange, status, ""));

        assertThatExceptionOfType(RegistryRefused.class)
                .isThrownBy(() -> client(CI).digestOf(registry + "/root/a", "main"))
                .withMessageContaining("answers " + status)
                .withMessageNotContaining(CI.password());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void mayTryAgain(int status) {
        server.createContext(MANIFEST, exchange -> answer(exchange, status, ""));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client(CI).digestOf(registry + "/root/a", "main"))
                .withMessageContaining("answers " + status);
    }

    @Test
    void doesNotWaitForEver() {
        server.createContext(MANIFEST, exchange -> exchange.sendResponseHeaders(200, 100));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client(CI).tag(registry + "/root/a", DIGEST, "main"))
                .withMessageContaining("no answer");
    }

    @Test
    void computesTheDigestWhereTheRegistryDoesNotSayIt() throws Exception {
        server.createContext(MANIFEST, exchange -> answer(exchange, 200, "{}"));

        assertThat(client(CI).digestOf(registry + "/root/a", "main"))
                .contains(Digest.of("{}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void hidesThePassword() {
        assertThat(CI.toString()).doesNotContain(CI.password());
    }

    private RegistryClient client(Credentials credentials) {
        return new RegistryClient(settings(), host -> Optional.of(credentials).filter(_ -> host.equals(registry)));
    }

    private RegistrySettings settings() {
        return new RegistrySettings(Set.of(registry), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private static void guarded(HttpExchange exchange, String challenge, String expected) throws IOException {
        if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("Docker-Content-Digest", DIGEST);
            answer(exchange, 200, "{}");
        } else {
            exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
            answer(exchange, 401, "");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead || bytes.length == 0 ? -1 : bytes.length);
        if (!isHead) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}

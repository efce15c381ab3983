package dev.slipway.webhookservice.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The port that anybody may reach: what it shows, and what it bears. */
@QuarkusTest
@QuarkusTestResource(
        value = Outside.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "slipway.http.connections", value = DoorTest.CONNECTIONS))
class DoorTest {
    static final String CONNECTIONS = "50";
    private static final int PLACES = Integer.parseInt(CONNECTIONS);
    private static final int FLOOD = 4 * PLACES;
    private static final String HOOK = "POST /hooks/gitlab/none HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n";

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/q",
                "/q/health",
                "/q/health/ready",
                "/q/metrics",
                "/q/metrics/",
                "/%71/metrics",
                "/api",
                "/hooks",
                "/hooks/"
            })
    void showsNothingBesides(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @Test
    void howWeAreIsToldAtAnotherPort() {
        given().get(management + "health/live").then().statusCode(200);
        assertThat(metrics()).contains("slipway_open_rows");
        given().post(management.resolve("/hooks/gitlab/none")).then().statusCode(404);
    }

    @Test
    void namesThatAreMadeUpAreNoMetrics() {
        given().post("/hooks/gitlab/made-up").then().statusCode(401);

        assertThat(metrics()).contains("/hooks/{forge}/{project}").doesNotContain("made-up");
    }

    private String metrics() {
        return given().get(management + "metrics").asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", HOOK})
    void whoOpensConnectionsWithoutEndShutsOutNobody(String said) throws Exception {
        var other = InetAddress.getByName("127.0.0.2");
        assumeThat(isOurs(other)).as("an address besides 127.0.0.1").isTrue();
        var flood = new ArrayList<Socket>();
        try {
            for (var i = 0; i < FLOOD; i++) {
                var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
                socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                flood.add(socket);
            }
            for (var i = 0; i < 5; i++) {
                assertThat(answer(other, HOOK + "Connection: close\r\n\r\n")).startsWith("HTTP/1.1 401");
            }
            Awaitility.await().until(() -> open(flood) <= PLACES);
            assertThat(open(flood)).isGreaterThan(PLACES / 2);
        } finally {
            for (var socket : flood) {
                socket.close();
            }
        }
    }

    /** What is answered is the sentence of the first version about a version that it does not know. */
    @Test
    void nobodySpeaksTheSecondVersionOfHttp() throws Exception {
        var preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
                + new String(HexFormat.of().parseHex("000000040000000000"), StandardCharsets.ISO_8859_1);
        var upgrade = HOOK
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n";

        assertThat(answer(InetAddress.getLoopbackAddress(), preface)).isEqualTo("HTTP/2.0 400");
        assertThat(answer(InetAddress.getLoopbackAddress(), upgrade)).startsWith("HTTP/1.1 401");
    }

    @Test
    void aHeadHasABound() throws Exception {
        assertThat(answer(InetAddress.getLoopbackAddress(), HOOK + "X-Pad: " + "a".repeat(17_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(answer(InetAddress.getLoopbackAddress(), HOOK + "X: y\r\n".repeat(10_000) + "\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    private static boolean isOurs(InetAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (BindException e) {
            return false;
        }
    }

    private static String answer(InetAddress from, String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port, from, 0)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            return "nothing";
        }
    }

    private static long open(List<Socket> flood) throws IOException {
        var open = 0;
        for (var socket : flood) {
            socket.setSoTimeout(1);
            try {
                open += socket.getInputStream().read() < 0 ? 0 : 1;
            } catch (SocketTimeoutException e) {
                open++;
            } catch (IOException e) {
                // refused with what it had said still unread
            }
        }
        return open;
    }
}

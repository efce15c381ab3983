package dev.slipway.notifier.outbound.feishu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.notifier.core.NotConfirmed;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that may stand at the bot's address. */
class FeishuAnswersTest {
    private static final String TOKEN = "0f1e2d3c-secret-token";
    private static final String KEY = "signing-key-nobody-may-see";

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private FeishuSample sample;
    private volatile int status = 200;
    private volatile String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
        sample = at("http://127.0.0.1:" + server.getAddress().getPort() + "/open-apis/bot/v2/hook/" + TOKEN);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":0,\"msg\":\"success\",\"data\":{}}",
                "{\"StatusCode\":0,\"StatusMessage\":\"success\"}",
                "{\"StatusCode\":0,\"StatusMessage\":\"success\",\"code\":0,\"data\":{},\"msg\":\"success\"}"
            })
    void bothGenerationsOfSuccess(String success) {
        answer = success;

        assertThatCode(() -> sample.chat().send(FeishuSample.ADDRESS, FeishuSample.NOTICE))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "200, 9499, report it",
        "400, 9499, report it",
        "200, 11246, report it",
        "200, 19001, 'key ''url'' of secret hichat-feishu'",
        "200, 19021, clock",
        "200, 19022, allow-list",
        "200, 19024, keywords",
        "200, 4711, look the code up"
    })
    void aRefusalIsPermanentAndSaysWhatToDo(int httpStatus, int code, String nextStep) {
        status = httpStatus;
        answer = "{\"code\":" + code + ",\"msg\":\"because\"}";

        var refusal = permanent();

        assertThat(refusal.failure().seen()).isEqualTo("Feishu refuses with code " + code + ": because");
        assertThat(refusal.failure().nextStep()).contains(nextStep);
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"code\":11232,\"msg\":\"frequency limited\"}', false",
        "429, '', false",
        "503, '', false",
        "500, '', true",
        "502, '<html>', true"
    })
    void whatMayPassIsTriedLater(int httpStatus, String body, boolean perhapsDelivered) {
        status = httpStatus;
        answer = body;

        assertThat(notConfirmed().isPerhapsDelivered()).isEqualTo(perhapsDelivered);
    }

    @ParameterizedTest
    @CsvSource({"200, <html>", "200, {}", "200, null", "404, nothing", "302, ''", "307, ''"})
    void whatIsNotFeishuIsPermanent(int httpStatus, String body) {
        status = httpStatus;
        answer = body;

        assertThat(permanent().failure().nextStep()).contains("secret hichat-feishu");
        assertThat(asked).as("redirects are not followed").hasSize(1);
    }

    @Test
    void anAddressThatEchoesOurSecretsDoesNotSpreadThem() {
        answer = "{\"code\":1,\"msg\":\"no " + TOKEN + " and " + KEY + "\"}";

        assertThat(permanent().failure().seen()).isEqualTo("Feishu refuses with code 1: no … and …");
    }

    @Test
    void anAnswerWithoutEndIsGivenUp() {
        answer = "x".repeat(1_000_000);

        assertThat(notConfirmed().isPerhapsDelivered()).isTrue();
    }

    @Test
    void anAnswerThatDripsIsGivenUp() {
        answer = "drip";

        assertThat(notConfirmed()).hasMessageContaining("did not answer");
    }

    @Test
    void whereNobodyListensNothingIsDelivered() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        sample = at("http://127.0.0.1:" + port + "/" + TOKEN);

        assertThat(notConfirmed().isPerhapsDelivered()).isFalse();
    }

    @Test
    void aNameThatDoesNotResolveIsNotDelivered() throws Exception {
        sample = at("http://feishu.invalid/" + TOKEN);

        assertThat(notConfirmed().isPerhapsDelivered()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "ftp://h/" + TOKEN, "https:///" + TOKEN, "h t t p://" + TOKEN, TOKEN, ""})
    void onlyHttpAddressesAreCalled(String url) throws Exception {
        sample = at(url);

        assertThat(permanent().failure().nextStep()).contains("secrets folder as hichat-feishu/url");
    }

    @Test
    void aMissingSecretIsNamed() throws Exception {
        Files.delete(folder.resolve("hichat-feishu/url"));

        assertThat(permanent().failure().seen()).isEqualTo("secret hichat-feishu has no key 'url'");
    }

    @Test
    void aBotWithoutAKeyIsNotSigned() throws Exception {
        Files.delete(folder.resolve("hichat-feishu/key"));
        answer = "{\"code\":0}";

        sample.chat().send(FeishuSample.ADDRESS, FeishuSample.NOTICE);

        assertThat(asked.getFirst()).doesNotContain("sign").contains("interactive");
    }

    private FeishuSample at(String url) throws IOException {
        return new FeishuSample(folder, url, KEY);
    }

    private PermanentFailure permanent() {
        return (PermanentFailure) thrown(PermanentFailure.class);
    }

    private NotConfirmed notConfirmed() {
        return (NotConfirmed) thrown(NotConfirmed.class);
    }

    private Throwable thrown(Class<?> type) {
        var thrown = catchThrowable(() -> sample.chat().send(FeishuSample.ADDRESS, FeishuSample.NOTICE));
        assertThat(thrown).isInstanceOf(type);
        for (var e = thrown; e != null; e = e.getCause()) {
            assertThat(e.toString()).doesNotContain(TOKEN).doesNotContain(KEY);
        }
        if (thrown instanceof PermanentFailure permanent) {
            assertThat(permanent.failure().toString()).doesNotContain(TOKEN).doesNotContain(KEY);
        }
        return thrown;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (status / 100 == 3) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
            }
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            if (answer.equals("drip")) {
                exchange.sendResponseHeaders(200, 0);
                for (var drop = 0; drop < 30; drop++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(100);
                }
            } else {
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

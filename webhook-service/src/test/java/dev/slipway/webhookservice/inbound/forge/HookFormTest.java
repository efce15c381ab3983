package dev.slipway.webhookservice.inbound.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.webhookservice.core.Told.Moved;
import dev.slipway.webhookservice.inbound.forge.Heard.Pushed;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each forge's hooks as it sends them. */
class HookFormTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String AFTER = "9b1c2d3e4f5061728394a5b6c7d8e9f001122334";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void gitLabSendsItsTokenInClear() {
        var form = form("gitlab");

        assertThat(form.isSignedWith("secret", request("", "X-Gitlab-Token", "secret")))
                .isTrue();
        assertThat(form.isSignedWith("secret", request("", "X-Gitlab-Token", "secre")))
                .isFalse();
        assertThat(form.isSignedWith("secret", request(""))).isFalse();
    }

    @Test
    void gitLabSignsByStandardWebhooksWithinFiveMinutes() {
        var key = new byte[32];
        new Random(1).nextBytes(key);
        var secret = "whsec_" + Base64.getEncoder().encodeToString(key);
        var body = "{\"object_kind\":\"push\"}";

        assertThat(form("gitlab").isSignedWith(secret, standard(key, body, NOON)))
                .isTrue();
        assertThat(form("gitlab").isSignedWith(secret, standard(key, body, NOON.minus(Duration.ofMinutes(6)))))
                .isFalse();
        assertThat(form("gitlab").isSignedWith(secret, standard(key, body, NOON.plus(Duration.ofMinutes(6)))))
                .isFalse();
        assertThat(form("gitlab").isSignedWith(secret, standard(new byte[32], body, NOON)))
                .isFalse();
        assertThat(form("gitlab").isSignedWith(secret, request(body, "X-Gitlab-Token", secret)))
                .isFalse();
    }

    /** The vector that GitHub publishes. */
    @Test
    void gitHubSignsTheRawBody() {
        var secret = "It's a Secret to Everybody";
        var signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertThat(form("github").isSignedWith(secret, request("Hello, World!", "X-Hub-Signature-256", signature)))
                .isTrue();
        assertThat(form("github").isSignedWith(secret, request("Hello, World?", "X-Hub-Signature-256", signature)))
                .isFalse();
        assertThat(form("github").isSignedWith(secret, request("Hello, World!", "X-Hub-Signature", signature)))
                .isFalse();
    }

    @Test
    void gitHubWrapsItsJsonInAFormWhereItIsAskedTo() throws IOException {
        var json =
                "{\"ref\":\"refs/heads/main\",\"after\":\"%s\",\"repository\":{\"full_name\":\"hichat/server\"},\"pusher\":{\"name\":\"lihua\"}}"
                        .formatted(AFTER);
        var wrapped = "a=b&payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
        var request = request(wrapped, "Content-Type", "application/x-www-form-urlencoded", "X-GitHub-Event", "push");

        assertThat(form("github").hear(request, JSON.readTree(form("github").json(request))))
                .isEqualTo(pushed("lihua", "refs/heads/main"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(
                        () -> form("github").json(request("a=b", "Content-Type", "application/x-www-form-urlencoded")))
                .withMessageContaining("payload");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gitea", "Forgejo", "Gogs"})
    void giteaAndItsKinSignTheJsonInBareHex(String name) throws IOException {
        var form = form(name.toLowerCase(Locale.ROOT));
        var json =
                "{\"ref\":\"refs/heads/main\",\"after\":\"%s\",\"repository\":{\"full_name\":\"hichat/server\"},\"pusher\":{\"login\":\"lihua\"}}"
                        .formatted(AFTER);
        var signature = hex("secret", json);
        var wrapped = "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);

        assertThat(form.isSignedWith("secret", request(json, "X-" + name + "-Signature", signature)))
                .isTrue();
        assertThat(form.isSignedWith("secret", request(json, "X-" + name + "-Signature", "")))
                .isFalse();
        assertThat(form.isSignedWith(
                        "secret",
                        request(
                                wrapped,
                                "X-" + name + "-Signature",
                                signature,
                                "Content-Type",
                                "application/x-www-form-urlencoded")))
                .isTrue();
        assertThat(hear(form.forge(), json, "X-" + name + "-Event", "push"))
                .isEqualTo(pushed("lihua", "refs/heads/main"));
    }

    @Test
    void giteeSignsATimestampOfTheLastHour() {
        var form = form("gitee");
        var signature = giteeSignature("secret", NOON);

        assertThat(form.isSignedWith("secret", gitee(signature, NOON))).isTrue();
        assertThat(form.isSignedWith("secret", gitee(URLEncoder.encode(signature, StandardCharsets.UTF_8), NOON)))
                .isTrue();
        var old = NOON.minus(Duration.ofMinutes(61));
        assertThat(form.isSignedWith("secret", gitee(giteeSignature("secret", old), old)))
                .isFalse();
        assertThat(form.isSignedWith("other", gitee(signature, NOON))).isFalse();
        assertThat(form.isSignedWith("secret", request("{}", "X-Gitee-Token", "secret")))
                .isTrue();
    }

    @Test
    void registriesSendWhatTheyWereGiven() {
        for (var registry : List.of("distribution", "harbor")) {
            var form = form(registry);
            assertThat(form.isSignedWith("secret", request("{}", "Authorization", "Bearer secret")))
                    .isTrue();
            assertThat(form.isSignedWith("secret", request("{}", "Authorization", "secret")))
                    .isTrue();
            assertThat(form.isSignedWith("secret", request("{}", "Authorization", "Bearer other")))
                    .isFalse();
            assertThat(form.isSignedWith("secret", request("{}"))).isFalse();
        }
    }

    @Test
    void dockerHubKnowsAnAddress() {
        var form = form("docker-hub");
        var known = new HookRequest(_ -> null, name -> name.equals("token") ? "secret" : null, new byte[0], NOON);

        assertThat(form.isSignedWith("secret", known)).isTrue();
        assertThat(form.isSignedWith("other", known)).isFalse();
        assertThat(form.isSignedWith("secret", request("{}"))).isFalse();
    }

    private static Heard hear(String forge, String json, String... headers) throws IOException {
        JsonNode body = JSON.readTree(json);
        return form(forge).hear(request(json, headers), body);
    }

    private static Pushed pushed(String pusher, String ref) {
        return new Pushed("hichat/server", List.of(new Moved(ref, AFTER, pusher, List.of())));
    }

    private static HookForm form(String forge) {
        return HookForm.all().stream()
                .filter(form -> form.forge().equals(forge))
                .findFirst()
                .orElseThrow();
    }

    private static HookRequest standard(byte[] key, String body, Instant at) {
        var timestamp = Long.toString(at.getEpochSecond());
        var mac = Signatures.hmacSha256(key, Signatures.bytes("id-1." + timestamp + "." + body));
        return request(
                body,
                "webhook-id",
                "id-1",
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1a,ignored v1," + Base64.getEncoder().encodeToString(mac));
    }

    private static HookRequest gitee(String token, Instant at) {
        return request("{}", "X-Gitee-Token", token, "X-Gitee-Timestamp", Long.toString(at.toEpochMilli()));
    }

    private static String giteeSignature(String secret, Instant at) {
        var message = Signatures.bytes(at.toEpochMilli() + "\n" + secret);
        return Base64.getEncoder().encodeToString(Signatures.hmacSha256(Signatures.bytes(secret), message));
    }

    private static String hex(String secret, String body) {
        return HexFormat.of().formatHex(Signatures.hmacSha256(Signatures.bytes(secret), Signatures.bytes(body)));
    }

    private static HookRequest request(String body, String... headers) {
        var byName = new HashMap<String, String>(Map.of("content-type", "application/json"));
        for (var i = 0; i < headers.length; i += 2) {
            byName.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
        }
        return new HookRequest(
                name -> byName.get(name.toLowerCase(Locale.ROOT)), body.getBytes(StandardCharsets.UTF_8), NOON);
    }
}

package dev.slipway.webhookservice.inbound.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.webhookservice.inbound.forge.Heard.Moved;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each forge's hooks as it sends them. */
class HookFormTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String AFTER = "9b1c2d3e4f5061728394a5b6c7d8e9f001122334";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MUTANTS = 200_000;

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
        var body = push("/project/path_with_namespace");

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

    @Test
    void gitLabTellsPushesAndTags() throws IOException {
        var body = "{\"object_kind\":\"%s\",\"ref\":\"%s\",\"after\":\"%s\",\"user_username\":\"lihua\","
                + "\"project\":{\"path_with_namespace\":\"hichat/server\"}}";

        assertThat(hear("gitlab", body.formatted("push", "refs/heads/main", AFTER)))
                .isEqualTo(pushed("lihua", "refs/heads/main"));
        assertThat(hear("gitlab", body.formatted("tag_push", "refs/tags/v1", AFTER)))
                .isEqualTo(pushed("lihua", "refs/tags/v1"));
        assertThat(hear("gitlab", "{\"object_kind\":\"wiki_page\"}")).isEqualTo(new Heard.Other("wiki_page"));
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

    @Test
    void gitHubPings() throws IOException {
        assertThat(hear("github", "{\"zen\":\"x\"}", "X-GitHub-Event", "ping")).isEqualTo(new Heard.Ping());
        assertThat(hear("github", "{}", "X-GitHub-Event", "star")).isEqualTo(new Heard.Other("star"));
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
    void giteeTellsPushes() throws IOException {
        var json =
                "{\"ref\":\"refs/heads/main\",\"after\":\"%s\",\"repository\":{\"path_with_namespace\":\"hichat/server\"},\"sender\":{\"login\":\"lihua\"}}"
                        .formatted(AFTER);

        assertThat(hear("gitee", json, "X-Gitee-Event", "Push Hook")).isEqualTo(pushed("lihua", "refs/heads/main"));
        assertThat(hear("gitee", "{}", "X-Gitee-Ping", "true")).isEqualTo(new Heard.Ping());
    }

    @Test
    void bitbucketTellsSeveralRefsAtOnce() throws IOException {
        var json = """
                {"actor": {"nickname": "lihua"}, "repository": {"full_name": "hichat/server"}, "push": {"changes": [
                  {"new": {"type": "branch", "name": "main", "target": {"hash": "%s"}}, "old": null},
                  {"new": null, "old": {"type": "branch", "name": "gone", "target": {"hash": "%s"}}},
                  {"new": {"type": "annotated_tag", "name": "v1", "target": {"hash": "%s"}}, "old": null}]}}""".formatted(AFTER, AFTER, AFTER);

        assertThat(hear("bitbucket", json, "X-Event-Key", "repo:push"))
                .isInstanceOfSatisfying(
                        Pushed.class,
                        pushed -> assertThat(pushed.refs())
                                .containsExactly(
                                        new Moved("refs/heads/main", AFTER),
                                        new Moved("refs/heads/gone", null),
                                        new Moved("refs/tags/v1", AFTER)));
        assertThat(form("bitbucket")
                        .isSignedWith("secret", request(json, "X-Hub-Signature", "sha256=" + hex("secret", json))))
                .isTrue();
    }

    @Test
    void bitbucketDataCenterHasAFormOfItsOwn() throws IOException {
        var json = """
                {"actor": {"name": "lihua"}, "repository": {"slug": "server", "project": {"key": "HICHAT"}},
                 "changes": [{"ref": {"id": "refs/heads/main"}, "toHash": "%s", "type": "UPDATE"}]}""".formatted(AFTER);

        assertThat(hear("bitbucket-server", json, "X-Event-Key", "repo:refs_changed"))
                .isEqualTo(new Pushed("HICHAT/server", "lihua", List.of(new Moved("refs/heads/main", AFTER))));
        assertThat(hear("bitbucket-server", "{\"test\":true}", "X-Event-Key", "diagnostics:ping"))
                .isEqualTo(new Heard.Ping());
    }

    @ParameterizedTest
    @MethodSource("dev.slipway.webhookservice.inbound.forge.HookForm#all")
    void anEventWithoutWhatItNeedsIsRefused(HookForm form) {
        for (var headers : new String[][] {{}, pushHeaders(form.forge())}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> form.hear(request("{}", headers), JSON.createObjectNode()))
                    .withMessageContaining("missing");
        }
    }

    /** Truncated, mutated, shuffled: heard, refused with a reason, or no JSON. Never anything else, and never an empty path. */
    @ParameterizedTest
    @MethodSource("dev.slipway.webhookservice.inbound.forge.HookForm#all")
    void hostileBodiesAreHeardOrRefused(HookForm form) {
        var random = new Random(form.forge().hashCode());
        var sample = push("/repository/full_name").getBytes(StandardCharsets.UTF_8);
        assertThatNoException().isThrownBy(() -> {
            for (var i = 0; i < MUTANTS / HookForm.all().size(); i++) {
                var request = request(mutated(sample, random), pushHeaders(form.forge()));
                form.isSignedWith("secret", request);
                try {
                    var read = JSON.readTree(form.json(request));
                    if (form.hear(request, read == null ? JSON.missingNode() : read) instanceof Pushed pushed) {
                        assertThat(pushed.path()).isNotBlank();
                        assertThat(pushed.refs())
                                .allSatisfy(moved -> assertThat(moved.ref()).isNotBlank());
                    }
                } catch (IOException | IllegalArgumentException e) {
                    // refused, as it should be
                }
            }
        });
    }

    private static String mutated(byte[] sample, Random random) {
        var bytes = sample.clone();
        for (var changes = random.nextInt(6); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        var end = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
        return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    }

    private static String[] pushHeaders(String forge) {
        return switch (forge) {
            case "github" -> new String[] {"X-GitHub-Event", "push"};
            case "gitea" -> new String[] {"X-Gitea-Event", "push"};
            case "forgejo" -> new String[] {"X-Forgejo-Event", "push"};
            case "gogs" -> new String[] {"X-Gogs-Event", "push"};
            case "gitee" -> new String[] {"X-Gitee-Event", "Push Hook"};
            case "bitbucket" -> new String[] {"X-Event-Key", "repo:push"};
            case "bitbucket-server" -> new String[] {"X-Event-Key", "repo:refs_changed"};
            default -> new String[] {"X-Gitlab-Event", "Push Hook"};
        };
    }

    private static String push(String pathAt) {
        return """
                {"object_kind": "push", "ref": "refs/heads/main", "after": "%s", "repository": {"full_name": "hichat/server", "slug": "s",
                 "project": {"key": "H"}}, "project": {"path_with_namespace": "hichat/server"}, "pusher": {"name": "lihua"},
                 "push": {"changes": [{"new": {"type": "branch", "name": "m", "target": {"hash": "x"}}}]},
                 "changes": [{"ref": {"id": "refs/heads/m"}, "toHash": "x"}], "at": "%s"}""".formatted(AFTER, pathAt);
    }

    private static Heard hear(String forge, String json, String... headers) throws IOException {
        JsonNode body = JSON.readTree(json);
        return form(forge).hear(request(json, headers), body);
    }

    private static Pushed pushed(String pusher, String ref) {
        return new Pushed("hichat/server", pusher, List.of(new Moved(ref, AFTER)));
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

package dev.slipway.console.outbound.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.console.core.webhook.Wanted;
import dev.slipway.console.core.webhook.Webhook;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.wire.Json;
import dev.slipway.outside.forge.GitHubForge;
import dev.slipway.outside.forge.GitLabForge;
import dev.slipway.outside.forge.GiteaForge;
import dev.slipway.outside.forge.Tokens;
import dev.slipway.outside.http.Site;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.forge.Conversation;
import dev.slipway.service.forge.Token;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every forge does with our webhook, and how each of them says no. */
class ForgeWebhooksTest {
    private static final String TOKEN = "api-t0ken";
    private static final String WEAK_TOKEN = "weak-t0ken";
    private static final String HOOK_SECRET = "hook-s3cret";
    private static final Tokens TOKENS = token -> switch (token) {
        case TOKEN -> Optional.of(Tokens.Right.MANAGES_HOOKS);
        case WEAK_TOKEN -> Optional.of(Tokens.Right.READS);
        default -> Optional.empty();
    };
    private static final Set<String> PATHS = Set.of("root/hichat");

    private final Map<String, String> secrets = new HashMap<>(Map.of(
            "git/username", "robot", "git/password", "wrong", "git/api-token", TOKEN, "hook/token", HOOK_SECRET));
    private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
    private Site door;
    private @Nullable AutoCloseable forge;

    private record Arrived(String path, Map<String, String> headers, byte[] body) {}

    @BeforeEach
    void open() throws IOException {
        door = Site.open("door", 0, exchange -> {
            var headers = new HashMap<String, String>();
            for (var name : new String[] {
                "X-Gitlab-Token",
                "X-Gitlab-Event",
                "X-GitHub-Event",
                "X-Hub-Signature-256",
                "X-Gitea-Signature",
                "X-Forgejo-Signature"
            }) {
                headers.put(name, Objects.requireNonNullElse(exchange.header(name), ""));
            }
            arrived.add(new Arrived(exchange.path(), headers, exchange.body().readAllBytes()));
            exchange.answer(202, "application/json", "{}");
        });
    }

    @AfterEach
    void close() throws Exception {
        door.close();
        if (forge != null) {
            forge.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab", "github", "gitea", "forgejo"})
    void aWebhookIsMadeOnceAndKeptAsItShouldBe(String kind) throws Exception {
        var repository = repository(kind, start(kind));

        var made = connect(repository);
        var again = connect(repository);

        assertThat(made.made()).isTrue();
        assertThat(again.made()).isFalse();
        assertThat(again.id()).isEqualTo(made.id());
        assertThat(made.address()).isEqualTo(door.url() + "/hooks/" + kind + "/hichat");
        assertThat(made.events()).anyMatch(event -> event.startsWith("push"));
        assertThat(kept(repository))
                .hasSize(1)
                .allSatisfy(hook ->
                        assertThat(hook.toString()).contains(made.address()).doesNotContain(HOOK_SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab", "github", "gitea", "forgejo"})
    void aTestArrivesWithProofOfTheSecret(String kind) throws Exception {
        var repository = repository(kind, start(kind));
        connect(repository);
        arrived.clear();
        secrets.put("hook/token", "old-one\n" + HOOK_SECRET + "\n");
        connect(repository);

        var trial = webhooks().test(project(repository), repository);
        var got = Objects.requireNonNull(arrived.poll(10, TimeUnit.SECONDS));

        assertThat(trial.event()).isNotEmpty();
        assertThat(got.path()).isEqualTo("/hooks/" + kind + "/hichat");
        var hmac = hmac(got.body());
        switch (kind) {
            case "gitlab" -> assertThat(got.headers()).containsEntry("X-Gitlab-Token", HOOK_SECRET);
            case "github" -> assertThat(got.headers()).containsEntry("X-Hub-Signature-256", "sha256=" + hmac);
            case "gitea" -> assertThat(got.headers()).containsEntry("X-Gitea-Signature", hmac);
            default -> assertThat(got.headers()).containsEntry("X-Forgejo-Signature", hmac);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab", "github", "gitea", "forgejo"})
    void otherPeoplesWebhooksAreLeftAloneHoweverManyThereAre(String kind) throws Exception {
        var repository = repository(kind, start(kind));
        var api = Objects.requireNonNull(HookApi.of(repository));
        try (var conversation = new Conversation(api, new Token(TOKEN, null, "git/api-token"), List.of())) {
            for (var n = 0; n < 120; n++) {
                conversation.ask(api.make(other("http://other.example/" + n)));
            }
            conversation.ask(api.make(other(door.url() + "/hooks/" + kind + "/hichat/")));
        }

        var connected = connect(repository);

        assertThat(connected.made()).isFalse();
        assertThat(kept(repository)).hasSize(121);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab", "github", "gitea", "forgejo"})
    void refusalsSayWhatToDo(String kind) throws Exception {
        var url = start(kind);

        secrets.put("git/api-token", "unknown-t0ken");
        refused(
                repository(kind, url),
                "does not accept the token in the secret git/api-token (401)",
                "put a token with");
        secrets.put("git/api-token", WEAK_TOKEN);
        refused(repository(kind, url), "manage webhooks (403)", "put a token with");
        secrets.put("git/api-token", TOKEN);
        refused(
                new Repository("code", kind, "root/other", url + "/root/other.git", "git", "hook"),
                "(404)",
                "correct the repository's path");
        assertThatThrownBy(() -> webhooks().test(project(repository(kind, url)), repository(kind, url)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("has no webhook for");
    }

    @Test
    void theGitPasswordServesWhereThereIsNoTokenForTheApi() throws Exception {
        secrets.remove("git/api-token");
        secrets.put("git/password", TOKEN);
        for (var kind : List.of("gitlab", "github", "gitea")) {
            assertThat(connect(repository(kind, start(kind))).made()).as(kind).isTrue();
        }
    }

    @Test
    void whatIsMissingHereIsNamed() throws Exception {
        var url = start("gitlab");
        refused(
                new Repository("code", "gitlab", "root/hichat", url + "/root/hichat.git", "git", null),
                "names no secret",
                "'hook'");
        refused(
                new Repository("code", "gitlab", "root/hichat", url + "/root/hichat.git", null, "hook"),
                "names no credentials",
                "api-token");
        refused(
                new Repository("code", "gogs", "root/hichat", url + "/root/hichat.git", "git", "hook"),
                "webhooks of gogs cannot be made from here",
                door.url() + "/hooks/gogs/hichat with the secret hook/token");
        secrets.remove("hook/token");
        refused(repository("gitlab", url), "there is no secret hook/token", "openssl rand");
        var nowhere = new ForgeWebhooks(this::secret, Optional.empty());
        assertThatThrownBy(() -> nowhere.connect(project(repository("gitlab", url)), repository("gitlab", url)))
                .isInstanceOfSatisfying(
                        PermanentFailure.class,
                        e -> assertThat(e.failure().nextStep()).contains("slipway.public-url"));
    }

    @Test
    void gitLabSaysWhenItMustNotReachTheLocalNetwork() throws Exception {
        try (var gitlab = new GitLabForge(TOKENS, PATHS)) {
            gitlab.api().allowLocalNetwork(false);
            refused(repository("gitlab", gitlab.url()), "(422): Invalid url given", "Outbound requests");
        }
    }

    @Test
    void aSigningTokenThatGitLabPassesOverIsNoSuccess() throws Exception {
        secrets.put("hook/token", "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        refused(repository("gitlab", start("gitlab")), "of no use", "does not know signing tokens");
    }

    @Test
    void aTokenGoesToNoOtherHost() throws Exception {
        try (var moved = Site.open("moved", 0, exchange -> {
            exchange.set("Location", door.url() + exchange.path());
            exchange.answer(307);
        })) {
            refused(
                    repository("github", moved.url()),
                    "sends us elsewhere (307), to " + door.url() + "/api",
                    "no other host");
            refused(
                    repository("gitlab", moved.url()),
                    "to " + door.url() + "/api/v4/projects/",
                    "its new url and path");
            assertThat(arrived).isEmpty();
        }
    }

    @Test
    void aForgeThatIsNotWellIsTriedLater() throws Exception {
        try (var ill = Site.open(
                "ill", 0, exchange -> exchange.answer(503, "text/plain", "down " + exchange.header("PRIVATE-TOKEN")))) {
            assertThatThrownBy(() -> connect(repository("gitlab", ill.url())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("answers 503");
        }
    }

    @Test
    void aForgeThatRepeatsSecretsDoesNotGetThemShown() throws Exception {
        try (var echo = Site.open("echo", 0, exchange -> {
            var said = Json.MAPPER.createObjectNode();
            said.put("message", exchange.header("PRIVATE-TOKEN") + " " + HOOK_SECRET);
            exchange.answer(400, "application/json", said.toString());
        })) {
            refused(repository("gitlab", echo.url()), "(400): *** ***", "connect again");
        }
    }

    @Test
    void theApiOfAForgeIsFoundFromTheRepositorysAddress() {
        assertThat(api("gitlab", "https://git.example.com/gitlab/root/hichat.git"))
                .isEqualTo("https://git.example.com/gitlab/api/v4");
        assertThat(api("github", "https://github.com/root/hichat.git")).isEqualTo("https://api.github.com");
        assertThat(api("github", "https://ghe.example.com/root/hichat")).isEqualTo("https://ghe.example.com/api/v3");
        assertThat(api("gitea", "https://git.example.com:3000/Root/hichat.git/"))
                .isEqualTo("https://git.example.com:3000/api/v1");
        assertThat(api("gitlab", "ssh://git@git.example.com:2222/root/hichat.git"))
                .isEqualTo("https://git.example.com/api/v4");
    }

    private static String api(String kind, String url) {
        return Objects.requireNonNull(HookApi.of(new Repository("code", kind, "root/hichat", url, null, null)))
                .address()
                .toString();
    }

    private void refused(Repository repository, String seen, String nextStep) {
        assertThatThrownBy(() -> connect(repository)).isInstanceOfSatisfying(PermanentFailure.class, e -> {
            assertThat(e.failure().seen()).contains(seen).doesNotContain(TOKEN, HOOK_SECRET);
            assertThat(e.failure().nextStep()).contains(nextStep).doesNotContain(TOKEN, HOOK_SECRET);
        });
    }

    private Webhook connect(Repository repository) throws IOException {
        return webhooks().connect(project(repository), repository);
    }

    private ForgeWebhooks webhooks() {
        return new ForgeWebhooks(this::secret, Optional.of(URI.create(door.url() + "/")));
    }

    private Optional<String> secret(String name, String key) {
        return Optional.ofNullable(secrets.get(name + "/" + key));
    }

    private static Wanted other(String address) {
        return new Wanted(address, "theirs");
    }

    private static List<JsonNode> kept(Repository repository) throws IOException {
        var api = Objects.requireNonNull(HookApi.of(repository));
        try (var conversation = new Conversation(api, new Token(TOKEN, null, "git/api-token"), List.of())) {
            var all = new ArrayList<JsonNode>();
            for (var page = 1; page < 9; page++) {
                conversation.ask(api.list(page)).forEach(all::add);
            }
            return all;
        }
    }

    private static Project project(Repository repository) {
        return new Project("hichat", List.of(repository), List.of(), List.of(), List.of());
    }

    private static Repository repository(String kind, String url) {
        return new Repository("code", kind, "root/hichat", url + "/root/hichat.git", "git", "hook");
    }

    private String start(String kind) throws IOException {
        try {
            if (forge != null) {
                forge.close();
            }
        } catch (Exception e) {
            throw new UncheckedIOException(new IOException(e));
        }
        return switch (kind) {
            case "gitlab" -> {
                var gitlab = new GitLabForge(TOKENS, PATHS);
                forge = gitlab;
                yield gitlab.url();
            }
            case "github" -> {
                var github = new GitHubForge(TOKENS, PATHS);
                forge = github;
                yield github.url();
            }
            default -> {
                var gitea = kind.equals("gitea") ? GiteaForge.gitea(TOKENS, PATHS) : GiteaForge.forgejo(TOKENS, PATHS);
                forge = gitea;
                yield gitea.url();
            }
        };
    }

    private static String hmac(byte[] body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }
}

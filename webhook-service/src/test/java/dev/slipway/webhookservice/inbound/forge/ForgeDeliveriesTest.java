package dev.slipway.webhookservice.inbound.forge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.outside.forge.GitHubForge;
import dev.slipway.outside.forge.GitLabForge;
import dev.slipway.outside.forge.GiteaForge;
import dev.slipway.outside.forge.Tokens;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What forges send when their APIs are asked to test a webhook is understood here. */
class ForgeDeliveriesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Tokens ANYBODY = _ -> Optional.of(Tokens.Right.MANAGES_HOOKS);
    private static final Set<String> PATHS = Set.of("root/hichat");
    private static final String SECRET = "hook-s3cret";
    private final BlockingQueue<HookRequest> requests = new LinkedBlockingQueue<>();
    private Site door;

    @BeforeEach
    void open() throws IOException {
        door = Site.open("door", 0, exchange -> {
            requests.add(new HookRequest(exchange::header, exchange.body().readAllBytes(), Instant.now()));
            exchange.answer(202);
        });
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void gitLab() throws Exception {
        try (var forge = new GitLabForge(ANYBODY, PATHS)) {
            forge.api().set("root/hichat", door.url(), SECRET);
            post(forge.url() + "/api/v4/projects/root%2Fhichat/hooks/1/test/push_events", "");
            understands(new GitLab());
        }
    }

    @Test
    void gitHub() throws Exception {
        try (var forge = new GitHubForge(ANYBODY, PATHS)) {
            make(forge.url() + "/api/v3", "web");
            assertThat(heard(new GitHub())).isInstanceOf(Heard.Ping.class);
            post(forge.url() + "/api/v3/repos/root/hichat/hooks/1/tests", "");
            understands(new GitHub());
        }
    }

    @Test
    void giteaAndForgejo() throws Exception {
        try (var gitea = GiteaForge.gitea(ANYBODY, PATHS);
                var forgejo = GiteaForge.forgejo(ANYBODY, PATHS)) {
            make(gitea.url() + "/api/v1", "gitea");
            post(gitea.url() + "/api/v1/repos/root/hichat/hooks/1/tests", "");
            understands(new Gitea("gitea", "Gitea"));
            make(forgejo.url() + "/api/v1", "forgejo");
            post(forgejo.url() + "/api/v1/repos/root/hichat/hooks/1/tests", "");
            understands(new Gitea("forgejo", "Forgejo"));
        }
    }

    private void understands(HookForm form) throws Exception {
        assertThat(heard(form))
                .isInstanceOfSatisfying(
                        Heard.Pushed.class, pushed -> assertThat(pushed.path()).isEqualTo("root/hichat"));
    }

    private Heard heard(HookForm form) throws Exception {
        var request = Objects.requireNonNull(requests.poll(10, TimeUnit.SECONDS));
        assertThat(form.isSignedWith(SECRET, request)).isTrue();
        assertThat(form.isSignedWith("another", request)).isFalse();
        return form.hear(request, JSON.readTree(form.json(request)));
    }

    private void make(String api, String type) throws Exception {
        post(api + "/repos/root/hichat/hooks", """
                {"type": "%s", "name": "web", "active": true, "events": ["push"],
                 "config": {"url": "%s", "content_type": "json", "secret": "%s"}}""".formatted(type, door.url(), SECRET));
    }

    private static void post(String address, String body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .header("Authorization", "token any")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            assertThat(status).isBetween(200, 299);
        }
    }
}

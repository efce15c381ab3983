package dev.slipway.configupdater.outbound.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.configupdater.core.MergeRequests.State;
import dev.slipway.configupdater.core.MergeRequests.Wanted;
import dev.slipway.events.catalog.Repository;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of each forge, to the letter. */
class ForgeMergeRequestsTest {
    private static final Wanted WANTED =
            new Wanted("slipway/hichat/prod/server", "k8s-config", "Release it", "Say hello");
    private final List<String> asked = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final ForgeMergeRequests requests = new ForgeMergeRequests(
            (_, key) -> Optional.ofNullable(Map.of("api-token", "t0ken").get(key)));
    private Site site;

    @BeforeEach
    void start() throws IOException {
        site = Site.open("forge", 0, this::answer);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private void answer(Exchange exchange) throws IOException {
        var body = new String(exchange.body().readAllBytes(), StandardCharsets.UTF_8);
        var query = exchange.queries().entries().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        var token = exchange.header("PRIVATE-TOKEN");
        asked.add(exchange.method() + " " + exchange.path() + (query.isEmpty() ? "" : " " + query) + " "
                + (token == null ? exchange.header("Authorization") : token) + (body.isEmpty() ? "" : " " + body));
        exchange.answer(200, "application/json", answers.isEmpty() ? "[]" : answers.pop());
    }

    @Test
    void gitLab() throws IOException {
        var shown =
                "{\"iid\":7,\"state\":\"opened\",\"web_url\":\"https://git.example/7\",\"title\":\"old\",\"description\":\"old\","
                        + "\"source_branch\":\"slipway/hichat/prod/server\",\"target_branch\":\"k8s-config\","
                        + "\"source_project_id\":1,\"target_project_id\":1}";
        answers.addAll(List.of("[]", shown, "[" + shown + "]", shown, shown.replace("opened", "merged")));

        assertThat(requests.open(repository("gitlab"), WANTED).url()).isEqualTo("https://git.example/7");
        assertThat(requests.open(repository("gitlab"), WANTED).number()).isEqualTo(7);
        assertThat(requests.state(repository("gitlab"), 7)).isEqualTo(State.MERGED);

        var list =
                "GET /api/v4/projects/root%2Fhichat/merge_requests [state=opened, source_branch=slipway/hichat/prod/server,"
                        + " target_branch=k8s-config, per_page=100, page=1] t0ken";
        assertThat(asked)
                .containsExactly(
                        list,
                        "POST /api/v4/projects/root%2Fhichat/merge_requests t0ken {\"source_branch\":\"slipway/hichat/prod/server\","
                                + "\"target_branch\":\"k8s-config\",\"title\":\"Release it\",\"description\":\"Say hello\","
                                + "\"remove_source_branch\":true}",
                        list,
                        "PUT /api/v4/projects/root%2Fhichat/merge_requests/7 t0ken {\"title\":\"Release it\",\"description\":\"Say hello\"}",
                        "GET /api/v4/projects/root%2Fhichat/merge_requests/7 t0ken");
    }

    @Test
    void gitHub() throws IOException {
        pulls(
                "github",
                "/api/v3/repos/root/hichat/pulls",
                "[state=open, head=root:slipway/hichat/prod/server, base=k8s-config, per_page=100, page=1]",
                "Bearer t0ken");
    }

    @Test
    void giteaAndForgejo() throws IOException {
        pulls("gitea", "/api/v1/repos/root/hichat/pulls", "[state=open, limit=10, page=1]", "token t0ken");
        asked.clear();
        pulls("forgejo", "/api/v1/repos/root/hichat/pulls", "[state=open, limit=10, page=1]", "token t0ken");
    }

    private void pulls(String forge, String path, String query, String token) throws IOException {
        var shown =
                "{\"number\":7,\"state\":\"closed\",\"merged\":false,\"html_url\":\"https://git.example/7\",\"title\":\"Release it\","
                        + "\"body\":\"Say hello\",\"head\":{\"ref\":\"slipway/hichat/prod/server\",\"repo\":{\"id\":1}},"
                        + "\"base\":{\"ref\":\"k8s-config\",\"repo\":{\"id\":1}}}";
        var fork = shown.replace("\"number\":7", "\"number\":6").replaceFirst("\"id\":1", "\"id\":2");
        answers.addAll(List.of("[" + fork + "]", "[]", shown, "[" + fork + "," + shown + "]", shown));

        assertThat(requests.open(repository(forge), WANTED).number()).isEqualTo(7);
        assertThat(requests.open(repository(forge), WANTED).number()).isEqualTo(7);
        assertThat(requests.state(repository(forge), 7)).isEqualTo(State.CLOSED);

        var list = "GET " + path + " " + query + " " + token;
        assertThat(asked)
                .containsExactly(
                        list,
                        list.replace("page=1]", "page=2]"),
                        "POST " + path + " " + token
                                + " {\"title\":\"Release it\",\"head\":\"slipway/hichat/prod/server\","
                                + "\"base\":\"k8s-config\",\"body\":\"Say hello\"}",
                        list,
                        "GET " + path + "/7 " + token);
    }

    @Test
    void othersHaveNoSuchMode() {
        assertThatThrownBy(() -> requests.check(repository("bitbucket")))
                .isInstanceOfSatisfying(PermanentFailure.class, e -> {
                    assertThat(e.failure().seen()).contains("no merge-request mode for bitbucket");
                    assertThat(e.failure().nextStep()).contains("mode: push");
                });
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsNoLinkIsNotShownToPeople() {
        answers.addAll(List.of("[]", "{\"iid\":7,\"web_url\":\"javascript:alert(1)\"}"));

        assertThatThrownBy(() -> requests.open(repository("gitlab"), WANTED)).isInstanceOf(PermanentFailure.class);
    }

    private Repository repository(String forge) {
        return new Repository("code", forge, "root/hichat", site.url() + "/root/hichat.git", "git-bot", null);
    }
}

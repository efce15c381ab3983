package dev.slipway.console;

import static dev.slipway.console.Asking.asAdmin;
import static dev.slipway.console.Asking.commands;
import static dev.slipway.console.Asking.page;
import static dev.slipway.console.Asking.post;
import static dev.slipway.console.Asking.publish;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Setting;
import dev.slipway.events.values.Setting.Kind;
import dev.slipway.git.Base;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.CommitMessage;
import dev.slipway.git.GitCredentials;
import dev.slipway.git.GitLimits;
import dev.slipway.git.GitRemote;
import dev.slipway.git.Mirror;
import dev.slipway.git.Mirrors;
import dev.slipway.outside.git.GitServer;
import dev.slipway.service.flow.Flows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people deploy: shown as it would be written, with a real repository, and as it reaches the log. */
@QuarkusTest
@QuarkusTestResource(Outside.class)
class DeployTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String BRANCH = "k8s-config";
    private static final String SERVER = """
            kind: Deployment
            metadata: {name: hichat}
            spec:
              replicas: 1 # for now
              template:
                spec:
                  containers:
                    - name: hichat
                      image: registry.example/web:old
            """;
    private static final String SECRET = """
            kind: Secret
            metadata: {name: hichat}
            stringData: {password: turvy}
            ---
            kind: ConfigMap
            metadata: {name: flags}
            data: {search: "off"}
            """;

    @TempDir
    Path folder;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @Inject
    Flows flows;

    @ConfigProperty(name = "slipway.catalog.folder")
    Path catalog;

    private GitServer git;
    private Mirrors mirrors;
    private Mirror mirror;

    @BeforeEach
    void start() throws Exception {
        git = GitServer.start(folder.resolve("srv"), 0, Map.of("robot", "unused"));
        git.repository("root/hichat");
        mirrors = Mirrors.in(folder.resolve("cache"), GitLimits.defaults());
        mirror = mirrors.of(new GitRemote(git.urlOf("root/hichat"), new GitCredentials("robot", "unused")));
        mirror.push(
                BRANCH,
                new Base.NewBranch(),
                List.of(new CommitDraft(CommitDraft.SLIPWAY, Instant.EPOCH, new CommitMessage("by hand"), tree -> {
                    tree.write("k8s/server.yaml", SERVER.getBytes(StandardCharsets.UTF_8));
                    tree.write("k8s/secret.yaml", SECRET.getBytes(StandardCharsets.UTF_8));
                })));
        await().atMost(SOON)
                .untilAsserted(() -> given().get(health + "/ready").then().statusCode(200));
    }

    @AfterEach
    void stop() throws Exception {
        mirrors.close();
        git.close();
    }

    @Test
    void whatWouldBeWrittenIsShownAndNothingIsWritten() throws Exception {
        var facts = released("foreseen");
        var before = mirror.resolve(BRANCH).orElseThrow();

        var seen = post(api("foreseen") + "/preview", """
                {"replicas":"3","env":["LOG_LEVEL=topsy"],"values":["secret.yaml:ConfigMap/flags#data.search=on"]}""")
                .statusCode(200)
                .body("branch", equalTo(BRANCH))
                .body("commit", equalTo(before.value()))
                .body("image", equalTo(String.valueOf(facts.release(7).image())))
                .body(
                        "message",
                        equalTo(
                                "Deploy hichat 00000000 to prod: replicas 3, LOG_LEVEL, ConfigMap/flags#data.search [skip ci]"))
                .body("objects.find { it.kind == 'Deployment' }.fields.path", hasItem("spec.replicas"))
                .body("objects.find { it.kind == 'ConfigMap' }.fields[0].after", containsString("on"))
                .body("files.find { it.path == 'k8s/secret.yaml' }.withheld", equalTo(true))
                .body(not(containsString("turvy")));
        assertThat(seen.extract().<String>path("files.find { it.path == 'k8s/server.yaml' }.diff"))
                .startsWith("--- a/k8s/server.yaml\n+++ b/k8s/server.yaml\n")
                .contains("-  replicas: 1 # for now\n+  replicas: 3 # for now\n", "+              value: topsy\n")
                .contains("web:" + facts.release(7).source().id());

        mirror.fetch(BRANCH);
        assertThat(mirror.resolve(BRANCH)).contains(before);
    }

    @Test
    void whatIsOrderedReachesTheLogAndItsValuesAreNotShown() throws Exception {
        var facts = released("ordered");

        var answer = post(api("ordered"), """
                {"image":"%s","env":["hichat:GREETING=topsy"],"limits":["cpu=500m"],"message":"for the weekend"}""".formatted(
                                facts.release(7).source().id().value()))
                .statusCode(202)
                .body("message", containsString("in one commit"));

        var delivery = UUID.fromString(answer.extract().path("delivery"));
        assertThat(commands(flows, delivery))
                .containsExactly(new Deploy(
                        facts.environment,
                        "hichat",
                        facts.release(7).source().id().value(),
                        List.of(
                                new Setting(Kind.ENV, "GREETING", "topsy", "hichat"),
                                new Setting(Kind.LIMIT, "cpu", "500m", null)),
                        "for the weekend",
                        "admin"));
        await().atMost(SOON)
                .untilAsserted(() -> asAdmin()
                        .get("/api/deliveries/" + delivery)
                        .then()
                        .statusCode(200)
                        .body("delivery.command.what", equalTo("deploy"))
                        .body("delivery.command.why", containsString("for the weekend: image"))
                        .body("events[0].data.settings[0].name", equalTo("GREETING"))
                        .body("events[0].data.settings[1].value", equalTo("500m"))
                        .body(not(containsString("topsy"))));
        page("/deliveries/" + delivery)
                .body(containsString("deploy hichat to prod"))
                .body(not(containsString("topsy")));
    }

    @Test
    void whatCannotBeDeployedSaysWhy() throws Exception {
        var facts = released("undeployable");
        var path = api("undeployable");

        refused(path, "{}", 400, "nothing is to be different");
        refused(path + "/preview", "{\"message\":\"hi\"}", 400, "nothing is to be different");
        refused(path, "{\"image\":\"latest\"}", 409, "none is latest");
        refused(path, "{\"image\":\"f77d3d\"}", 409, "at least 7 characters");
        refused(path, "{\"image\":\"web:latest\"}", 400, "'web:latest' names no image; take its tag");
        refused(path, "{\"env\":[\"DB_PASSWORD=topsy\"]}", 409, "put it into a Secret and reference it");
        refused(path + "/preview", "{\"env\":[\"DB_PASSWORD=topsy\"]}", 409, "put it into a Secret");
        refused(path, "{\"env\":[\"DB_HOST\"]}", 400, "write NAME=VALUE");
        refused(path, "{\"image\":\"a\\nb\"}", 400, "one line");
        refused(path + "/preview", "{\"image\":\"v9\"}", 409, "none is v9");
        refused(path + "/preview", "{\"replicas\":\"many\"}", 400, "write one from 0 to 10000");
        refused(path, "{\"replicas\":-1}", 400, "replicas: '-1' is no number of pods; write one from 0 to 10000");
        refused(path, "{\"limits\":[\"memory=512Mx\"]}", 400, "limit memory: '512Mx' is no quantity; write 500m");
        refused(path, "{\"requests\":[\"memry=512Mi\"]}", 400, "'memry' is no resource; write cpu, memory");
        refused(path, "{\"env\":[\"LOG LEVEL=a\"]}", 400, "'LOG LEVEL' is no name of an environment variable; write");
        refused(path, "{\"values\":[\"server.yaml:a[=b\"]}", 400, "value");
        refused(
                path + "/preview",
                "{\"env\":[\"proxy:A=b\"]}",
                409,
                "nothing here is container proxy; found hichat (k8s/server.yaml:");
        refused(
                path + "/preview",
                "{\"values\":[\"sevrer.yaml:a=b\"]}",
                409,
                "name one that is there: secret.yaml, server.yaml");
        refused(path + "/preview", "{\"values\":[\"secret.yaml:Secret/hichat#stringData.user=li\"]}", 409, "Secret");
        post("/api/environments/undeployable/test/hichat/deploy", "{}").statusCode(404);
        given().contentType("application/json").body("{}").post(path).then().statusCode(401);
        publish(
                flows,
                facts.since(new UUID(5, 5))
                        .say(new LineHeld(
                                facts.environment, "hichat", new Ordinal(7), true, "freeze", "ops", null, null, null))
                        .all);
        await().atMost(SOON)
                .untilAsserted(() -> refused(path, "{\"replicas\":\"3\"}", 409, "is held: freeze; free it first"));
        post(path + "/preview", "{\"replicas\":\"3\"}").statusCode(200).body("held", equalTo("freeze"));
    }

    @Test
    void aBodyThatCannotBeReadSaysWhere() throws Exception {
        released("unreadable");
        var line = "/api/environments/unreadable/prod/hichat";
        var path = line + "/deploy";

        refused(path, "{\"env\":{\"A\":\"b\"}}", 400, "'env' cannot be read; write a list of texts");
        refused(path, "{\"image\":[\"a\"]}", 400, "'image' cannot be read; write a text");
        refused(path, "{\"replicas\":\"3\"", 400, "the body is no JSON, see line 1, column");
        refused(path, "{\"replicas\":\"3\"} {}", 400, "the body");
        refused(path, "[]", 400, "the body is no JSON object; send one with image, replicas");
        refused(path, "{\"replica\":\"3\"}", 400, "there is no field 'replica'; there are image, replicas, env");
        refused(path, "{\"seen\":{\"branch\":\"a\"}}", 400, "no field 'seen.branch'; there are image, commit");
        refused(line + "/rollback", "{\"release\":\"a1b2\"}", 400, "there is no field 'release'; there are to, why");
        refused(line + "/hold", "{\"why\":{}}", 400, "'why' cannot be read; write a text");
        refused(line + "/rollback", "to=a1b2", 400, "the body is no JSON");
    }

    @Test
    void onlyWhatWasShownIsCommitted() throws Exception {
        var facts = released("seen");
        var image = Objects.requireNonNull(facts.release(7).image());
        var shown = post(api("seen") + "/preview", "{\"replicas\":\"3\"}").statusCode(200);
        var seen = "{\"replicas\":\"3\",\"seen\":{\"image\":\"%s\",\"commit\":\"%s\"}}"
                .formatted(shown.extract().path("image"), shown.extract().<String>path("commit"));
        var delivery = post(api("seen"), seen).statusCode(202).extract().<String>path("delivery");
        assertThat(commands(flows, UUID.fromString(delivery)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Deploy.class, deploy -> assertThat(deploy.image()).isEqualTo(image.digest()));

        var fields = form("seen", "preview", Map.of("replicas", "3"))
                .statusCode(200)
                .body(containsString("name=\"shown\" value=\"" + image + "\""))
                .extract();
        refused(api("seen"), seen.replace(":" + image.tag(), ":other"), 409, "the image is another than was shown");
        mirror.push(
                BRANCH,
                new Base.Tip(mirror.resolve(BRANCH).orElseThrow()),
                List.of(new CommitDraft(CommitDraft.SLIPWAY, Instant.EPOCH, new CommitMessage("later"), tree -> {
                    tree.write("k8s/other.yaml", new byte[0]);
                })));
        refused(api("seen"), seen, 409, "branch " + BRANCH + " has moved on since it was shown, to ");
        form(
                        "seen",
                        "deploy",
                        Map.of(
                                "replicas",
                                "3",
                                "shown",
                                image.toString(),
                                "commit",
                                fields.htmlPath().getString("**.find { it.@name == 'commit' }.@value")))
                .statusCode(409)
                .body(containsString("look again"));
    }

    @Test
    void aRepositoryThatRefusesUsIsSaid() throws Exception {
        released("closed");
        git.close();

        refused(api("closed") + "/preview", "{\"replicas\":\"3\"}", 502, "");
    }

    @Test
    void peopleSeeTheDiffBeforeTheyCommitIt() throws Exception {
        var facts = released("shown-first");
        var built = facts.release(7);
        var image = Objects.requireNonNull(built.image());
        publish(
                flows,
                facts.since(new UUID(6, 6))
                        .say(new ImageBuilt(
                                new ApplicationRef("shown-first", "hichat"),
                                "master",
                                built.source(),
                                built.ordinal(),
                                image,
                                false))
                        .all);
        await().atMost(SOON)
                .untilAsserted(() ->
                        page("/deploy/shown-first/prod/hichat").body(containsString("value=\"" + image.tag() + "\"")));

        form("shown-first", "preview", Map.of("replicas", "3", "env", "LOG_LEVEL=a <b>\n\n"))
                .statusCode(200)
                .body(containsString("<span class=\"added\">+  replicas: 3 # for now</span>"))
                .body(containsString("a &lt;b&gt;"))
                .body(containsString(
                        "placeholder=\"Deploy hichat 00000000 to prod: replicas 3, LOG_LEVEL [skip ci]\""));
        form("shown-first", "preview", Map.of("env", "DB_PASSWORD=x"))
                .statusCode(200)
                .body(containsString("This cannot be deployed"))
                .body(containsString("put it into a Secret"));
        form("shown-first", "preview", Map.of("replicas", " "))
                .statusCode(200)
                .body(containsString("nothing is to be different"));
        form("shown-first", "deploy", Map.of("replicas", "three"))
                .statusCode(400)
                .body(containsString("is no number of pods"));
        form("shown-first", "preview", Map.of("replicas", "1", "image", image.tag()))
                .body(not(containsString("already")));

        var page = form("shown-first", "deploy", Map.of("replicas", "3", "message", "三个副本"))
                .statusCode(303);

        var delivery = page.extract().header("Location").replaceFirst(".*/deliveries/", "");
        assertThat(commands(flows, UUID.fromString(delivery)))
                .containsExactly(new Deploy(
                        facts.environment,
                        "hichat",
                        null,
                        List.of(new Setting(Kind.REPLICAS, null, "3", null)),
                        "三个副本",
                        "admin"));
        page("/deliveries/" + delivery).body(containsString("三个副本: replicas 3"));
        given().spec(asAdmin())
                .header("Accept-Language", "zh")
                .get("/deploy/shown-first/prod/hichat")
                .then()
                .body(containsString("环境变量"));
    }

    @Test
    void theCatalogPageShowsWhatLetsReleasesIn() throws Exception {
        released("shown-rules");
        var file = catalog.resolve("shown-rules.yaml");
        Files.writeString(file, Files.readString(file).replace("channels:", """
                          - name: later
                            after: [prod]
                            promote: by-hand
                            revision: v3.7.0
                            cluster: local
                            namespace: later
                            config: { repository: hichat, branch: k8s-config, path: later, mode: merge-request }
                            engine: { type: direct }
                        channels:"""));

        await().atMost(SOON)
                .untilAsserted(() -> page("/catalog")
                        .body(containsString("after prod (by hand) pinned to v3.7.0 by merge request")));
    }

    private ValidatableResponse form(String project, String act, Map<String, String> fields) {
        return given().spec(asAdmin())
                .header("Accept-Language", "en")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields)
                .formParam("act", act)
                .redirects()
                .follow(false)
                .post("/deploy/" + project + "/prod/hichat")
                .then();
    }

    private void refused(String path, String body, int status, String said) {
        post(path, body).statusCode(status).body("error", containsString(said));
    }

    private static String api(String project) {
        return "/api/environments/" + project + "/prod/hichat/deploy";
    }

    /** Release 7 is live. */
    private LineFacts released(String project) throws Exception {
        try (var in = DeployTest.class.getResourceAsStream("/hichat.yaml")) {
            assertThat(in).isNotNull();
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("project: hichat", "project: " + project)
                    .replace("https://git.example.com/root/hichat.git", git.urlOf("root/hichat"));
            Files.writeString(catalog.resolve(project + ".yaml"), text);
        }
        var facts = new LineFacts(project, "hichat");
        publish(flows, facts.live(facts.release(7)).all);
        var line = "/api/environments/" + project + "/prod/hichat";
        await().atMost(SOON)
                .untilAsserted(() -> asAdmin()
                        .get(line)
                        .then()
                        .statusCode(200)
                        .body("releases", not(empty()))
                        .body("live.rank", equalTo("7")));
        return facts;
    }
}

package dev.slipway.endtoend;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * An environment of the demo project, with a config branch of its own.
 *
 * @param engine as documents say it
 */
record Environment(String name, String cluster, String engine) {

    String branch() {
        return "config-" + name;
    }

    private String text() {
        return """
              - name: %s
                branch: master
                cluster: %s
                namespace: hichat
                config: { repository: hichat, branch: %s, path: k8s, createFrom: master }
                engine: %s
            """.formatted(name, cluster, branch(), engine);
    }

    /** These, and no others. */
    static void declare(Suite suite, Environment... environments) throws IOException {
        var document = suite.data.resolve("catalog/hichat.yaml");
        var before = Files.readString(document);
        Files.writeString(
                document,
                before.substring(0, before.indexOf("environments:"))
                        + Stream.of(environments)
                                .map(Environment::text)
                                .collect(Collectors.joining("", "environments:\n", ""))
                        + before.substring(before.indexOf("channels:")));
        var names = List.of(environments).stream().map(Environment::name).toList();
        Awaitility.await("they are declared")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> given().auth()
                        .preemptive()
                        .basic("admin", suite.secret("console", "admin-password"))
                        .get(suite.url("console") + "/api/catalog")
                        .then()
                        .body("projects[0].project.environments.name", equalTo(names)));
    }
}

package dev.slipway.console.inbound.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.core.catalog.Document;
import dev.slipway.console.core.catalog.Problem;
import dev.slipway.events.catalog.Environment.Status;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StatusFieldsTest {
    private static final String DOCUMENT = """
            version: 1
            kind: project
            project: hichat
            repositories:
              - { name: code, forge: gitlab, path: root/hichat, url: "https://git.example/root/hichat.git" }
            applications:
              - { name: web, repository: code, image: registry.example/root/hichat }
            environments:
              - name: dev
                branch: feature/*
                cluster: local
                namespace: dev
                config: { repository: code, branch: k8s-config, path: dev, createFrom: master }
                status: { branch: slipway-status, path: dev.yaml }
              - name: prod
                branch: stable
                cluster: local
                namespace: prod
                config: { repository: code, branch: live-config, path: prod }
                status: { STATUS }
            """;

    @Test
    void isReadWithOrWithoutAPath() {
        var document = read("branch: slipway-status");

        assertThat(document.problems()).isEmpty();
        assertThat(Objects.requireNonNull(document.project()).environments())
                .extracting(environment -> environment.status())
                .containsExactly(new Status("slipway-status", "dev.yaml"), new Status("slipway-status", null));
    }

    @Test
    void needsABranchOfItsOwn() {
        assertThat(problems("branch: live-config"))
                .containsExactly("x.yaml:20:23 'live-config' is the config branch of environment 'prod'; "
                        + "status needs a branch of its own, like slipway-status");
        assertThat(problems("branch: k8s-config"))
                .singleElement()
                .asString()
                .contains("config branch of environment 'dev'");
        assertThat(problems("branch: master")).singleElement().asString().contains("are made from 'master'");
        assertThat(problems("branch: feature/status"))
                .singleElement()
                .asString()
                .startsWith("x.yaml:20:23 environment 'dev' follows the branch");
    }

    @Test
    void needsAFileOfItsOwn() {
        assertThat(problems("branch: slipway-status, path: dev.yaml"))
                .contains("x.yaml:20:45 the status of environment 'dev' is written to the same file; use another path");
    }

    @Test
    void whatIsWrongIsSaidOnce() {
        assertThat(problems("branch: slipway-status, path: ../up"))
                .singleElement()
                .asString()
                .contains("path: ../up");
        assertThat(problems("path: up.yaml")).singleElement().asString().contains("has no 'branch'");
        assertThat(problems("branch: slipway-status, form: json"))
                .singleElement()
                .asString()
                .contains("'form' is not known");
    }

    @Test
    void aNameThatIsNoneIsAProblemOfItsOwn() {
        var document = new ProjectReader(List.of("local"))
                .read(
                        "x.yaml",
                        DOCUMENT.replace("STATUS", "branch: slipway-status").replace("name: prod", "name: PROD"));

        assertThat(document)
                .singleElement()
                .satisfies(each -> assertThat(each.problems()).hasSize(1));
    }

    private static List<String> problems(String status) {
        return read(status).problems().stream().map(StatusFieldsTest::shown).toList();
    }

    private static String shown(Problem problem) {
        return problem.file() + ":" + problem.line() + ":" + problem.column() + " " + problem.text();
    }

    private static Document read(String status) {
        return new ProjectReader(List.of("local"))
                .read("x.yaml", DOCUMENT.replace("STATUS", status))
                .getFirst();
    }
}

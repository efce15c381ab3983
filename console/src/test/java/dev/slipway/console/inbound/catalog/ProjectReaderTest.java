package dev.slipway.console.inbound.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.core.catalog.Document;
import dev.slipway.console.core.catalog.Problem;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectReaderTest {
    private static final String GOOD = """
            version: 1
            kind: project
            project: hichat
            repositories:
              - name: code
                forge: gitlab
                path: root/hichat
                url: https://gitlab.example.com/root/hichat.git
                credentials: hichat-git
                hook: hichat-hook
            applications:
              - name: web
                repository: code
                image: registry.example.com:5050/root/hichat
                build: { builder: local, dockerfile: Dockerfile, context: . }
            environments:
              - name: prod
                branch: master
                cluster: local
                namespace: hichat
                config: { repository: code, branch: k8s-config, path: k8s, createFrom: master }
                engine: { type: direct }
            channels:
              - { name: ops, type: feishu, secret: hichat-feishu, environments: [prod], on: [failed] }
            """;
    private final ProjectReader reader = new ProjectReader(List.of("local", "edge"));

    @Test
    void nestingWithoutEndIsAProblemOfItsDocument() {
        var deep = new ProjectReader(List.of("local")).read("deep.yaml", "[".repeat(200_000));

        assertThat(deep)
                .singleElement()
                .satisfies(document -> assertThat(document.problems()).isNotEmpty());
    }

    @Test
    void readsAProject() {
        var document = read(GOOD);

        assertThat(document.problems()).isEmpty();
        assertThat(document.project()).isNotNull().satisfies(project -> {
            assertThat(project.project()).isEqualTo("hichat");
            assertThat(project.repositories().getFirst().hook()).isEqualTo("hichat-hook");
            assertThat(project.environments().getFirst().config().createFrom()).isEqualTo("master");
            assertThat(project.channels().getFirst().on()).containsExactly("failed");
        });
    }

    @Test
    void anEnvironmentSaysWhetherItRollsBackByItself() {
        assertThat(rollsBack("")).isFalse();
        assertThat(rollsBack("    rollback: { automatic: false }\n")).isFalse();
        assertThat(rollsBack("    rollback: { automatic: true }\n")).isTrue();
    }

    @Test
    void anEnvironmentSaysHowLongARolloutMayTake() {
        assertThat(rolloutSeconds("")).isNull();
        assertThat(rolloutSeconds(", after: 5m")).isEqualTo(300);
        assertThat(rolloutSeconds(", after: 1h30m")).isEqualTo(5_400);
        assertThat(problemsOf(", after: 5"))
                .singleElement()
                .asString()
                .contains("'after: 5' cannot be used; use a time like 90s, 5m or 1h30m");
    }

    private @Nullable Integer rolloutSeconds(String more) {
        return Objects.requireNonNull(read(rollback(more)).project())
                .environments()
                .getFirst()
                .rolloutSeconds();
    }

    private List<Problem> problemsOf(String more) {
        return read(rollback(more)).problems();
    }

    private static String rollback(String more) {
        return GOOD.replace(
                "    namespace: hichat\n",
                "    namespace: hichat\n    rollback: { automatic: false%s }\n".formatted(more));
    }

    @Test
    void anEnvironmentComesAfterAnother() {
        var next = """
                  - name: next
                    after: [prod]
                    promote: by-hand
                    cluster: local
                    namespace: next
                    config: { repository: code, branch: k8s-config, path: next }
                """;
        var document = read(GOOD.replace("channels:", next + "channels:"));

        assertThat(document.problems()).isEmpty();
        assertThat(Objects.requireNonNull(document.project()).environments().getLast())
                .satisfies(environment -> {
                    assertThat(environment.promotion()).isEqualTo(new Environment.Promotion(List.of("prod"), true));
                    assertThat(environment.follows("master")).isFalse();
                });
    }

    @Test
    void theImagesPlaceIsNamed() {
        var document =
                read(GOOD.replace("createFrom: master", "file: tenant.yaml, field: \"spec.images[name=web].tag\""));

        assertThat(document.problems()).isEmpty();
        assertThat(Objects.requireNonNull(document.project())
                        .environments()
                        .getFirst()
                        .config()
                        .field())
                .isEqualTo("spec.images[name=web].tag");
    }

    @Test
    void theSecretThatCommitsAreSignedWithIsNamed() {
        var document = read(GOOD.replace("createFrom: master", "sign: hichat-signing"));

        assertThat(document.problems()).isEmpty();
        assertThat(Objects.requireNonNull(document.project())
                        .environments()
                        .getFirst()
                        .config()
                        .sign())
                .isEqualTo("hichat-signing");
    }

    @Test
    void anEnvironmentIsPinned() {
        var document = read(GOOD.replace("    branch: master\n", "    revision: ~3.7\n"));

        assertThat(document.problems()).isEmpty();
        assertThat(Objects.requireNonNull(document.project()).environments().getFirst())
                .satisfies(environment -> {
                    assertThat(environment.revision()).isEqualTo("~3.7");
                    assertThat(environment.follows("master")).isFalse();
                });
    }

    @Test
    void peopleMergeWhatIsReleasedWhereItSaysSo() {
        assertThat(proposes("")).isFalse();
        assertThat(proposes(", mode: push")).isFalse();
        assertThat(proposes(", mode: merge-request")).isTrue();
        assertThat(read(GOOD.replace("branch: k8s-config", "branch: k8s-config, mode: ask"))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("push", "merge-request"));
    }

    private boolean proposes(String declared) {
        var document = read(GOOD.replace("branch: k8s-config", "branch: k8s-config" + declared));
        return Objects.requireNonNull(document.project())
                .environments()
                .getFirst()
                .config()
                .proposes();
    }

    private boolean rollsBack(String declared) {
        var document = read(GOOD.replace("    namespace: hichat\n", "    namespace: hichat\n" + declared));
        return Objects.requireNonNull(document.project())
                .environments()
                .getFirst()
                .rollsBack();
    }

    @Test
    void whatIsLeftOutIsUsual() {
        var document = read(GOOD.replaceFirst(" +build: .*\n", "").replaceFirst(" +engine: .*\n", ""));

        assertThat(document.project()).isEqualTo(read(GOOD).project());
    }

    @Test
    void anEngineIsToldWhatItsOwnWordsSay() {
        var project = read(GOOD.replace(
                        "engine: { type: direct }",
                        "engine: { type: argocd, name: shop, cluster: edge, autoSync: false, spec: { revisionHistoryLimit: 20,"
                                + " syncPolicy: { syncOptions: [PruneLast=true] } } }"))
                .project();

        assertThat(requireNonNull(project).environments().getFirst().engine())
                .isEqualTo(new Engine(
                        "argocd",
                        null,
                        "shop",
                        null,
                        "edge",
                        null,
                        false,
                        null,
                        null,
                        Map.of(
                                "revisionHistoryLimit",
                                20,
                                "syncPolicy",
                                Map.of("syncOptions", List.of("PruneLast=true")))));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("mistakes")
    void saysWhatIsWrongWhereAndWhatToDo(String from, String to, String problem) {
        assertThat(GOOD).contains(from);

        var document = read(GOOD.replace(from, to));

        assertThat(document.project()).isNull();
        assertThat(document.problems()).extracting(Problem::toString).containsExactly(problem);
        assertThat(document.name()).isIn("hichat", null);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: argocd, autoSync: false, spec: { syncPolicy: { automated: { prune: true } } } }",
                        "22:39: 'autoSync: false' and 'spec.syncPolicy.automated' contradict each other; remove one of them"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: argocd, spec: { applicationSet: { goTemplate: false } } }",
                        "22:35: 'spec.applicationSet' means nothing without 'kind: application-set'; add it, or remove this"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: argocd, kind: application-set, spec: { applicationSet: { strategy: { type:"
                                + " RollingSync } } } }",
                        "22:58: 'spec.applicationSet.strategy' RollingSync leaves it to a controller which Application is"
                                + " synced when, and so does Slipway; remove it, and for an order give each place an"
                                + " environment of its own"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: flux, spec: { sources: [ { kind: Bucket, name: a, url: \"https://a.example\" } ] } }",
                        "22:33: 'spec.sources' has kind 'Bucket'; use HelmRepository or OCIRepository"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: argocd, kind: helm-release }",
                        "22:35: 'kind: helm-release' is not known to this version of Slipway; use application or"
                                + " application-set"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: argocd, kind: application-set, autoSync: false, spec: { applicationSet: { template: {"
                                + " spec: { syncPolicy: { automated: {} } } } } } }",
                        "22:62: 'autoSync: false' and 'spec.applicationSet.template.spec.syncPolicy.automated' contradict each"
                                + " other; remove one of them"),
                mistake(
                        "    engine:",
                        "    gate: { approvals: 1 }\n    engine:",
                        "22:5: 'gate' is not known to this version of Slipway; remove it, or use a version that has it"),
                mistake(
                        "    engine:",
                        "    gate: v3\n    engine:",
                        "22:5: 'gate' is not known to this version of Slipway; remove it, or use a version that has it"),
                mistake(
                        "createFrom: master",
                        "force: push",
                        "21:64: 'force' is not known to this version of Slipway; remove it, or use a version that has it"),
                mistake(
                        "createFrom: master",
                        "createFrom: refs/heads/master",
                        "21:76: 'createFrom: refs/heads/master' cannot be used; use the name of a branch, without refs/heads/;"
                                + " 'slipway' and what begins with 'slipway/' is kept for merge requests"),
                mistake(
                        "branch: k8s-config",
                        "branch: slipway",
                        "21:41: 'branch: slipway' cannot be used; use the name of a branch, without refs/heads/;"
                                + " 'slipway' and what begins with 'slipway/' is kept for merge requests"),
                mistake(
                        "version: 1",
                        "version: 2",
                        "1:10: 'version: 2' is not known to this version of Slipway; use 1"),
                mistake(
                        "kind: project",
                        "kind: cluster",
                        "2:7: 'kind: cluster' is not known to this version of Slipway; use project"),
                mistake(
                        "project: hichat\n",
                        "project: HiChat\n",
                        "3:10: 'project: HiChat' cannot be used; use 1 to 63 of a-z, 0-9 and '-'"),
                mistake(
                        "builder: local",
                        "builder: local, tag: '{sha}'",
                        "15:35: 'tag' says where an external builder puts images; remove it, or use builder: external"),
                mistake(
                        "builder: local",
                        "builder: external, tag: newest",
                        "15:38: 'tag: newest' cannot be used; use a tag with {sha} or {short} in it, like {branch}-{short}"),
                mistake(
                        "builder: local",
                        "builder: local, paths: ['/etc/**']",
                        "15:37: 'paths: /etc/**' cannot be used; use a pattern for files like src/** or !docs/**, with at most five '*'"),
                mistake(
                        "builder: local",
                        "builder: tekton",
                        "15:23: 'builder: tekton' is not known to this version of Slipway; use local or external"),
                mistake(
                        "type: feishu",
                        "type: slack",
                        "24:24: 'type: slack' is not known to this version of Slipway; use feishu"),
                mistake(
                        "forge: gitlab",
                        "forge: sourceforge",
                        "6:12: 'forge: sourceforge' is not known to this version of Slipway; use gitlab or github or gitea or forgejo or gogs or gitee or bitbucket or bitbucket-server"),
                mistake(
                        "cluster: local",
                        "cluster: moon",
                        "19:14: cluster 'moon' is not known; use one of [local, edge], or add it to the setting slipway.clusters"),
                mistake(
                        "    repository: code",
                        "    repository: cod",
                        "13:17: there is no repository 'cod' in this project; declare it, or correct the name"),
                mistake(
                        "environments: [prod]",
                        "environments: [dev]",
                        "24:69: there is no environment 'dev' in this project; declare it, or correct the name"),
                mistake(
                        "on: [failed]",
                        "on: [drift]",
                        "24:81: 'on: drift' is not known to this version of Slipway; use failed or live or held or engine"),
                mistake(
                        "engine: { type: direct }",
                        "rollback: { automatic: perhaps }",
                        "22:28: 'automatic: perhaps' is not known to this version of Slipway; use true or false"),
                mistake(
                        "engine: { type: direct }",
                        "rollback: { automatic: true, before: 5m }",
                        "22:34: 'before' is not known to this version of Slipway; remove it, or use a version that has it"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: direct, name: web }",
                        "22:35: 'name' means nothing to engine type direct; remove it"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: argocd, interval: 1m }",
                        "22:39: 'interval' means nothing to engine type argocd; remove it"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: flux, interval: often }",
                        "22:37: 'interval: often' cannot be used; use a time like 30s, 10m or 1h30m"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: argocd, cluster: moon }",
                        "22:38: 'cluster: moon' is not known to this version of Slipway; use local or edge"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: argocd, spec: [project] }",
                        "22:35: 'spec' must be a mapping; write key: value lines"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: fleet }",
                        "22:21: 'type: fleet' is not known to this version of Slipway; use direct or argocd or flux"),
                mistake(
                        "branch: master",
                        "after: [staging]",
                        "18:12: there is no environment 'staging' in this project; declare it, or correct the name"),
                mistake(
                        "branch: master",
                        "after: [prod]",
                        "18:12: environment 'prod' would come after itself; break the circle"),
                mistake("branch: master", "after: []", "18:12: 'after' names at least one environment of this project"),
                mistake(
                        "engine: { type: direct }",
                        "promote: by-hand",
                        "22:14: 'promote' says how an image comes here from others: declare 'after' too"),
                mistake(
                        "engine: { type: direct }",
                        "revision: ~3.x",
                        "22:15: '~3.x' is no range of versions; write ~3.7 (up to the next minor), ^3.7 (up to the next major), a tag or a commit"),
                mistake(
                        "engine: { type: direct }",
                        "revision: v3 or later",
                        "22:15: 'revision: v3 or later' cannot be used; use a commit, a tag like v3.7.0, or a range of versions like ~3.7"),
                mistake(
                        "createFrom: master }",
                        "createFrom: master, message: \"{app} to {environment}\" }",
                        "21:93: 'message: {app} to {environment}' cannot be used; use one line with holes like {what} {application} {commit} {environment} {subject} {author} {project} {sha}"),
                mistake(
                        "createFrom: master }",
                        "sign: ../keys }",
                        "21:70: 'sign: ../keys' cannot be used; use the name of a secret: letters, digits, '.', '_' and '-'"),
                mistake("createFrom: master }", "sign: }", "21:69: 'sign' is empty; write a value, or remove it"),
                mistake(
                        "createFrom: master }",
                        "field: image.tag }",
                        "21:71: 'field' is a path in the file with the image; name that with 'file', too"),
                mistake(
                        "createFrom: master }",
                        "file: values.yaml, field: image..tag }",
                        "21:90: 'field' cannot be used: 'image..tag' is no path: a key is missing at character 7; a path reads like spec.containers[name=server].image"),
                mistake("engine: { type: direct }", "rollback: {}", "22:15: 'rollback' has no 'automatic'; add it"),
                mistake(
                        "engine: { type: direct }",
                        "rollback: automatic",
                        "22:15: 'rollback' must be a mapping; write key: value lines"),
                mistake("    namespace: hichat\n", "", "17:5: environment has no 'namespace'; add it"),
                mistake(
                        "branch: master",
                        "branch: [master]",
                        "18:13: 'branch' must be text, not a list; write one value"),
                mistake("branch: master", "branch:", "18:12: 'branch' is empty; write a value, or remove it"),
                mistake(
                        "config: { repository: code, branch: k8s-config, path: k8s, createFrom: master }",
                        "config: k8s",
                        "21:13: 'config' must be a mapping; write key: value lines"),
                mistake(
                        "https://gitlab",
                        "https://root:hunter2@gitlab",
                        "8:10: 'url' holds a user, a password or a token, which must not stand in the catalog; remove it and name a secret with 'credentials'"),
                mistake(
                        "https://gitlab",
                        "ssh://git:hunter2@gitlab",
                        "8:10: 'url' holds a user, a password or a token, which must not stand in the catalog; remove it and name a secret with 'credentials'"),
                mistake(
                        "https://gitlab",
                        "ftp://gitlab",
                        "8:10: 'url: ftp://gitlab.example.com/root/hichat.git' cannot be used; use an http, https or ssh address, or user@host:path"),
                mistake(
                        "hichat.git\n",
                        "hichat.git?private_token=x\n",
                        "8:10: 'url' holds a user, a password or a token, which must not stand in the catalog; remove it and name a secret with 'credentials'"),
                mistake(
                        "root/hichat\n    build",
                        "root/hichat:latest\n    build",
                        "14:12: 'image: registry.example.com:5050/root/hichat:latest' cannot be used; use registry/path in lower case, without a tag or digest"),
                mistake(
                        "path: k8s,",
                        "path: ../k8s,",
                        "21:59: 'path: ../k8s' cannot be used; use a path inside the repository, without '..' or a leading '/'"),
                mistake(
                        "branch: k8s-config",
                        "branch: master",
                        "21:41: the environment follows its own config branch 'master', so that each of its commits would be built again; use another branch"),
                mistake(
                        "    forge: gitlab",
                        "    forge: gitlab\n    forge: gitlab",
                        "7:5: 'forge' stands twice in repository; remove one of them"),
                mistake(
                        "channels:\n",
                        "channels:\n  - { name: ops, type: feishu, secret: x }\n",
                        "25:13: channel 'ops' is declared twice; rename one of them"),
                mistake(
                        "engine: { type: direct }",
                        "engine: { type: direct",
                        "23:9: no YAML: expected ',' or '}', but got :; mend it here or just above"));
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://git@gitlab:2222/root/hichat.git, ssh://git@gitlab:2222/root/hichat.git",
        "git@gitlab.example.com:root/hichat.git, ssh://git@gitlab.example.com/root/hichat.git",
        "git@gitlab.example.com:/root/hichat.git, ssh://git@gitlab.example.com/root/hichat.git"
    })
    void anSshAddressIsTakenInBothWaysOfWritingIt(String written, String meant) {
        var project = Objects.requireNonNull(read(GOOD.replace("https://gitlab.example.com/root/hichat.git", written))
                .project());

        assertThat(project.repositories().getFirst().url()).isEqualTo(meant);
    }

    @Test
    void severalProblemsAreToldAtOnceInTheirOrder() {
        var document = read(GOOD.replace("forge: gitlab", "forge: svn").replace("cluster: local", "cluster: moon"));

        assertThat(document.problems()).extracting(Problem::line).containsExactly(6, 19);
    }

    @Test
    void aFileMayHoldSeveralDocuments() {
        var documents = reader.read("all.yaml", GOOD + "---\n" + GOOD.replace("project: hichat\n", "project: other\n"));

        assertThat(documents).extracting(Document::name).containsExactly("hichat", "other");
        assertThat(documents)
                .allSatisfy(document -> assertThat(document.problems()).isEmpty());
    }

    private static Arguments mistake(String from, String to, String problem) {
        return Arguments.of(from, to, "hichat.yaml:" + problem);
    }

    private Document read(String text) {
        return reader.read("hichat.yaml", text).getFirst();
    }
}

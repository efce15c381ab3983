package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginesTest {
    private static final String DEGRADED = """
            {"engines":[{"project":"hichat","environment":"prod","cluster":"cloud","state":"failed","engine":"argocd",
            "object":"Application argocd/hichat-prod","sync":"synced","health":"degraded",
            "revision":"6bca52fa0c1d2e3f405162738495a6b7c8d9e0f1","message":"2 of 3 pods crash","resources":7,
            "since":"2026-01-20T12:00:00Z"},
            {"project":"hichat","environment":"dev","cluster":"edge","state":"live","engine":"flux",
            "object":"Kustomization flux-system/hichat-dev","sync":"synced","health":"healthy",
            "since":"2026-01-20T12:00:00Z"}]}""";

    private static final String FOUND = """
            {"engines":[{"cluster":"hub","engine":"argocd","state":"no-effect","health":"missing","namespace":"argocd",
            "components":[],"served":[],"troubles":[],"since":"2026-01-20T12:00:00Z"},
            {"cluster":"hub","engine":"flux","state":"failed","health":"degraded","namespace":"flux-system","version":"v2.9.0",
            "components":[],"served":["Kustomization v1"],
            "troubles":["source-controller has 0 of 1 pods ready","there is no kustomize-controller"],
            "since":"2026-01-20T12:00:00Z"}]}""";

    @TempDir
    Path home;

    private FakeConsole console;

    @BeforeEach
    void start() throws IOException {
        console = new FakeConsole();
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private Said slipway(String... arguments) {
        return new Said.By(home).at(console).slipway(arguments);
    }

    @Test
    void eachEngineIsOneLine() {
        console.says("/api/engines", DEGRADED).says("/api/engines/clusters", FOUND);

        var said = slipway("engines");

        assertThat(said.exit()).isZero();
        assertThat(said.out().lines()).hasSize(7);
        assertThat(said.out().lines().toList().get(1))
                .startsWith("hichat/prod")
                .contains("✖ degraded", "in sync", "6bca52fa ", "cloud", "Application argocd/hichat-prod")
                .endsWith("2 of 3 pods crash");
        assertThat(said.out().lines().toList().get(2))
                .startsWith("hichat/dev")
                .contains("● healthy", "Kustomization flux-system/hichat-dev");
        assertThat(slipway("engines", "--lang", "zh").out()).contains("✖ 异常", "已同步", "环境");
    }

    @Test
    void eachEngineOfAClusterIsOneLine() {
        console.says("/api/engines/clusters?cluster=hub", FOUND);

        var said = slipway("engines", "--clusters", "--cluster", "hub");

        assertThat(said.exit()).isZero();
        assertThat(said.out().lines()).hasSize(3);
        assertThat(said.out().lines().toList().get(1)).startsWith("hub").contains("argocd", "– not installed");
        assertThat(said.out().lines().toList().getLast())
                .contains("flux", "✖ in trouble", "v2.9.0")
                .endsWith("source-controller has 0 of 1 pods ready; there is no kustomize-controller");
        assertThat(slipway("engines", "--clusters", "--cluster", "hub", "--json")
                        .out()
                        .strip())
                .isEqualTo(FOUND.strip());
        assertThat(slipway("engines", "--clusters", "--cluster", "hub", "--lang", "zh")
                        .out())
                .contains("未安装", "有故障");
    }

    @Test
    void anInstallationIsOrderedAndFollowedToItsEnd() {
        console.says("POST /api/engines/clusters/edge/flux/install", 202, """
                {"delivery":"11111111-2222-3333-4444-555555555555","message":"it is read"}""");
        console.says("/api/deliveries/11111111-2222-3333-4444-555555555555", """
                {"delivery":{"id":"11111111-2222-3333-4444-555555555555","project":"edge","state":"failed","idle":false,
                "started":"2026-01-20T12:00:00Z","ended":"2026-01-20T12:00:09Z",
                "command":{"what":"install","environment":"edge","application":"flux","by":"li","why":"install.yaml"},
                "installation":{"cluster":"edge","engine":"flux","state":"working","objects":48,"applied":12,
                "now":"Namespace flux-system","since":"2026-01-20T12:00:05Z"},
                "troubles":[{"where":"edge","at":"2026-01-20T12:00:09Z","failure":{"segment":"cluster",
                "seen":"the cluster refuses Service web","nextStep":"give it the right"}}]}}""");

        var said = slipway(
                "engines",
                "install",
                "flux",
                "--cluster",
                "edge",
                "--from",
                "install.yaml",
                "--sha256",
                "a".repeat(64));

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out())
                .contains(
                        "it is read",
                        "li asked: install edge/flux",
                        "installing 12 of 48 objects: Namespace flux-system")
                .contains("the cluster refuses Service web", "give it the right");
    }

    @Test
    void whatCanBeNoChecksumIsNotSent() {
        var said = slipway("engines", "install", "flux", "--cluster", "edge", "--from", "x", "--sha256", "abc");

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("'abc' is no SHA-256");
        assertThat(slipway("engines", "install", "flux", "--cluster", "edge").exit())
                .isEqualTo(2);
    }

    @Test
    void anInstallationIsShownBesideItsEngine() {
        console.says("/api/engines/clusters", """
                {"engines":[{"cluster":"edge","engine":"flux","state":"no-effect","health":"missing","namespace":"flux-system",
                "components":[],"served":[],"troubles":[],"since":"2026-01-20T12:00:00Z","installation":{
                "delivery":"11111111-2222-3333-4444-555555555555","how":{"cluster":"edge","engine":"flux","state":"failed",
                "objects":0,"applied":0,"since":"2026-01-20T12:00:05Z"},"failure":{"segment":"engine",
                "seen":"x answers 404","nextStep":"name another address"}}}]}""");

        assertThat(slipway("engines", "--clusters").out())
                .contains("installation failed: x answers 404; name another address");
        assertThat(slipway("engines", "--clusters", "--lang", "zh").out()).contains("安装失败");
    }

    @Test
    void whereNothingWasFoundYetThatIsSaid() {
        console.says("/api/engines/clusters", "{\"engines\":[]}");

        assertThat(slipway("engines", "--clusters").out()).contains("its sync-service says so");
    }

    @Test
    void aProjectAndAClusterAreAskedFor() {
        console.says("/api/engines?project=hichat&cluster=a%26b", "{\"engines\":[]}")
                .says("/api/engines?project=hichat", DEGRADED);

        assertThat(slipway("engines", "hichat", "--cluster", "a&b").out()).contains("nothing was seen");
        assertThat(slipway("engines", "hichat", "--json").out().strip()).isEqualTo(DEGRADED.strip());
    }

    @Test
    void aProjectThatIsNotThereIsSaid() {
        console.says(
                "/api/engines?project=nobody",
                404,
                "{\"error\":\"no project 'nobody' is declared; GET /api/catalog …\"}");

        var said = slipway("engines", "nobody");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.err()).contains("no project 'nobody'");
    }
}

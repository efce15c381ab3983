package dev.slipway.console;

import static dev.slipway.console.Asking.declare;
import static dev.slipway.console.Asking.publish;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.flow.Flows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page GitOps as a browser shows it. Its pictures are in {@code target/pictures}. */
@QuarkusTest
@QuarkusTestResource(Outside.class)
class EnginesInBrowserTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String HOSTILE =
            "<img src=x onerror=\"document.title='hit'\"><script>document.title='hit'</script> {alert(1)} ' \" </li> "
                    + "x".repeat(400);

    @TestHTTPResource("/")
    URI console;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @Inject
    Flows flows;

    @ConfigProperty(name = "slipway.catalog.folder")
    Path catalog;

    @TempDir
    Path folder;

    private Instant now = Instant.now().minusSeconds(3_600);

    @Test
    void thePageShowsWhatChangesInTwoLanguagesAndOnNarrowWindows() throws Exception {
        var program = Browser.installed();
        assumeTrue(program.isPresent(), "no browser: install chromium, or name one with -Dslipway.test.browser=FILE");
        await().atMost(SOON)
                .untilAsserted(() -> given().get(health + "/ready").then().statusCode(200));
        var pictures = Files.createDirectories(Path.of("target/pictures"));
        declare(catalog, "browsed");
        declare(catalog, "later");
        see("browsed", EngineHealth.DEGRADED, HOSTILE);
        try (var browser = Browser.start(program.get(), folder)) {
            signIn(browser);
            open(browser, "engines");
            soon(() -> assertThat(row(browser, "browsed")).contains("degraded", "Sync now", "document.title='hit'"));
            assertThat(browser.value("document.querySelectorAll('#rows img, #rows script').length")
                            .asInt())
                    .isZero();
            assertThat(browser.value("document.title").asText()).isEqualTo("GitOps · Slipway");
            browser.picture(pictures.resolve("engines.png"));

            browser.value("window.stays = true");
            soon(() -> {
                see("browsed", EngineHealth.HEALTHY, null);
                Thread.sleep(1_000);
                assertThat(row(browser, "browsed")).contains("healthy").doesNotContain("degraded");
            });
            see("later", EngineHealth.PROGRESSING, null);
            soon(() -> assertThat(row(browser, "later")).contains("progressing"));
            assertThat(browser.value("window.stays").asBoolean()).isTrue();
            assertThat(browser.value("document.querySelector('.offline').hidden")
                            .asBoolean())
                    .isTrue();

            browser.narrow(360, 780);
            see("later", EngineHealth.MISSING, HOSTILE);
            soon(() -> assertThat(row(browser, "later")).contains("missing"));
            assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(360);
            browser.picture(pictures.resolve("engines-narrow.png"));

            open(browser, "engines?lang=zh-CN");
            soon(() -> assertThat(row(browser, "browsed")).contains("健康", "已同步", "立即同步", "7 个资源"));
            see("browsed", EngineHealth.SUSPENDED, null);
            soon(() -> assertThat(row(browser, "browsed")).contains("已暂停"));
            browser.picture(pictures.resolve("engines-narrow-zh.png"));
            browser.narrow(1_280, 800);
            browser.picture(pictures.resolve("engines-zh.png"));

            browser.value("document.querySelector('#e-browsed\\\\.prod button').click()");
            soon(() -> assertThat(browser.value("location.pathname").asText()).startsWith("/deliveries/"));
            soon(() -> assertThat(browser.value("document.querySelector('h1').innerText")
                            .asText())
                    .contains("同步 prod"));
            var facts = new LineFacts("browsed", "hichat").in(new UUID(31, 1));
            publish(flows, facts.live(facts.release(7)).live(facts.release(8)).all);
            open(browser, "rollback/later/prod/hichat?lang=en");
            soon(() -> assertThat(browser.value("document.querySelector('main').innerText")
                            .asText())
                    .contains("could come back yet"));
            soon(() -> {
                open(browser, "rollback/browsed/prod/hichat?lang=en");
                Thread.sleep(500);
                assertThat(browser.value("document.querySelector('select')?.innerText ?? ''")
                                .asText())
                        .contains("what was live before: 7");
            });
            browser.picture(pictures.resolve("rollback.png"));
            browser.value("document.querySelector('[name=atOnce]').click()");
            browser.value("document.querySelector('.deploy .primary').click()");
            soon(() -> assertThat(browser.value("location.pathname").asText()).startsWith("/deliveries/"));
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private void signIn(Browser browser) throws Exception {
        open(browser, "login?lang=en");
        soon(() -> assertThat(browser.value("document.querySelectorAll('input[name=password]').length")
                        .asInt())
                .isOne());
        browser.value("document.querySelector('[name=name]').value = 'admin';"
                + "document.querySelector('[name=password]').value = '" + Outside.PASSWORD + "';"
                + "document.querySelector('main form').submit()");
        soon(() -> assertThat(browser.value("document.querySelector('.who')?.innerText ?? ''")
                        .asText())
                .isEqualTo("admin"));
    }

    private void open(Browser browser, String path) throws Exception {
        browser.open(console + path);
    }

    private static String row(Browser browser, String project) throws Exception {
        return browser.value("document.getElementById('e-" + project + ".prod')?.innerText ?? ''")
                .asText();
    }

    private static void soon(ThrowingRunnable seen) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(seen);
    }

    private void see(String project, EngineHealth health, @Nullable String message) throws Exception {
        now = now.plusSeconds(1);
        var event = new EngineObserved(
                new EnvironmentRef(project, "prod"),
                "local",
                "argocd",
                "Application argocd/" + project + "-prod <i>",
                health == EngineHealth.MISSING ? EngineSync.UNKNOWN : EngineSync.SYNCED,
                health,
                "6bca52fa0c1d2e3f405162738495a6b7c8d9e0f1",
                message,
                7,
                now);
        var cause = new Cause(UUID.randomUUID(), null, null);
        publish(flows, List.of(new Fact<>(Envelope.follow(cause, event, "sync-service.local", now), event)));
    }
}

package dev.slipway.webhookservice.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories that are not where the catalog says. */
class GitForgeTest {
    private static final Map<String, CommitId> HEADS = Map.of("refs/heads/master", new CommitId("1".repeat(40)));
    private final Map<String, String> secrets = Map.of("git/username", "robot", "git/password", "s3cret");
    private final List<String> warnings = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final GitForge forge =
            new GitForge((name, key) -> Optional.ofNullable(secrets.get(name + "/" + key)), warnings::add);

    @Test
    void oneThatHasMovedOnItsHostIsReadAndItsNewAddressToldOnce() throws IOException {
        try (var site = Site.open("forge", 0, this::moved)) {
            for (var i = 0; i < 3; i++) {
                assertThat(forge.refs(at(site.url() + "/old/hichat.git", "git")))
                        .isEqualTo(HEADS);
            }
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains("/old/hichat.git has moved to " + site.url() + "/new/hichat.git;", "path")
                    .doesNotContain("s3cret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"git", ""})
    void noOtherHostIsAskedWhoeverSendsUsThere(String credentials) throws IOException {
        try (var inside = Site.open("inside", 0, exchange -> {
                    asked.add(exchange.path());
                    exchange.answer(200, "text/plain", "secret of the machine");
                });
                var site = Site.open("forge", 0, exchange -> {
                    exchange.set("Location", inside.url() + "/new/hichat.git/info/refs?service=git-upload-pack");
                    exchange.answer(302);
                })) {
            var repository = at(site.url() + "/old/hichat.git", credentials.isEmpty() ? null : credentials);

            assertThatThrownBy(() -> forge.refs(repository))
                    .isInstanceOfSatisfying(
                            PermanentFailure.class,
                            e -> assertThat(e.failure().seen())
                                    .contains("another host, " + inside.url() + "/new/hichat.git"));
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void theAddressWhereCloudsKeepTheirSecretsIsNotAsked() throws IOException {
        try (var site = Site.open("forge", 0, exchange -> {
            exchange.set("Location", "http://169.254.169.254/latest/info/refs");
            exchange.answer(307);
        })) {
            assertThatThrownBy(() -> forge.refs(at(site.url() + "/old/hichat.git", null)))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("169.254.169.254");
        }
    }

    /** As forges answer who asks for a project by its former name. */
    private void moved(Exchange exchange) {
        var path = exchange.path();
        if (path.startsWith("/old/")) {
            var service = exchange.query("service");
            exchange.set("Location", path.replace("/old/", "/new/") + (service == null ? "" : "?service=" + service));
            exchange.answer(301);
        } else if (path.equals("/new/hichat.git/info/refs")) {
            assertThat(exchange.basic()).get().isEqualTo(new String[] {"robot", "s3cret"});
            exchange.answer(
                    200,
                    "application/x-git-upload-pack-advertisement",
                    line("# service=git-upload-pack\n") + "0000"
                            + line("1".repeat(40) + " refs/heads/master\0agent=x\n") + "0000");
        } else {
            exchange.answer(404);
        }
    }

    private static String line(String text) {
        return "%04x%s".formatted(4 + text.getBytes(StandardCharsets.UTF_8).length, text);
    }

    private static Repository at(String url, @Nullable String credentials) {
        return new Repository("hichat", "gitlab", "old/hichat", Objects.requireNonNull(url), credentials, null);
    }
}

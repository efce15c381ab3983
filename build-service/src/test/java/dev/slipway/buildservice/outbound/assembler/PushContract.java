package dev.slipway.buildservice.outbound.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.buildservice.outbound.assembler.dockerfile.DockerfileRefused;
import dev.slipway.registry.Credentials;
import dev.slipway.registry.RegistryClient;
import dev.slipway.registry.RegistryRefused;
import dev.slipway.registry.RegistrySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a push promises, against any registry. */
abstract class PushContract {
    private static final Instant COMMITTED = Instant.parse("2026-03-01T08:00:00Z");
    private static final List<String> TAGS = List.of("0a1b2c", "main", "latest");
    private static final String ABSENT = "sha256:" + "0".repeat(64);

    @TempDir
    Path folder;

    private final String name = "root/hichat-" + UUID.randomUUID();

    /** Host and port. */
    abstract String registry();

    Optional<Credentials> credentials() {
        return Optional.empty();
    }

    @Test
    void pushesUnderEveryTagAndReturnsTheConfirmedDigest() throws Exception {
        assertThat(client().digestOf(repository(), "latest")).isEmpty();

        var digest = push(folder("a", "hello"), TAGS);

        assertThat(digest).startsWith("sha256:");
        for (var tag : TAGS) {
            assertThat(client().digestOf(repository(), tag)).contains(digest);
        }
    }

    @Test
    void givesTheSameDigestForTheSameFilesAnywhereAtAnyTime() throws Exception {
        var first = folder("a", "hello");
        var second = folder("b", "hello");
        Files.setLastModifiedTime(second.resolve("web/index.html"), FileTime.from(COMMITTED));

        assertThat(push(first, TAGS)).isEqualTo(push(second, TAGS)).isEqualTo(push(first, TAGS));
        assertThat(push(folder("c", "other"), TAGS)).isNotEqualTo(push(first, List.of("x")));
    }

    @Test
    void readsAFileAgainThoughItsPathAndTimeAreTheSame() throws Exception {
        var context = folder("a", "hello");
        var page = context.resolve("web/index.html");
        Files.setLastModifiedTime(page, FileTime.from(COMMITTED));
        var before = push(context, TAGS);
        Files.writeString(page, "other");
        Files.setLastModifiedTime(page, FileTime.from(COMMITTED));

        assertThat(push(context, TAGS)).isNotEqualTo(before);
    }

    @Test
    void movesATagToAnImageThatIsThere() throws Exception {
        var first = push(folder("a", "one"), List.of("one"));
        var second = push(folder("b", "two"), List.of("two", "latest"));
        assertThat(first).isNotEqualTo(second);

        client().tag(repository(), first, "latest");
        client().tag(repository(), first, "latest");

        assertThat(client().digestOf(repository(), "latest")).contains(first);
        assertThatExceptionOfType(RegistryRefused.class)
                .isThrownBy(() -> client().tag(repository(), ABSENT, "latest"))
                .withMessageContaining("isn't in the registry");
    }

    @Test
    void buildsOnAnImageOfTheRegistry() throws Exception {
        push(folder("a", "hello"), List.of("base"));
        var context = folder("b", "more");
        Files.writeString(
                context.resolve("Dockerfile"),
                "FROM %s:base\nENV GREETING=\"$GREETING again\"\nCOPY web more\n".formatted(repository()));

        push(context, List.of("child"));

        var child = client().inspect(repository() + ":child", "linux/amd64");
        assertThat(child.environment()).containsEntry("GREETING", "hello again");
        assertThat(child.workingFolder()).isEqualTo("/srv");
    }

    @Test
    void refusesABaseImageThatTheRegistryLacks() throws Exception {
        var context = folder("a", "hello");
        Files.writeString(context.resolve("Dockerfile"), "FROM %s:gone\n".formatted(repository()));

        assertThatExceptionOfType(DockerfileRefused.class)
                .isThrownBy(() -> push(context, TAGS))
                .withMessageStartingWith("Dockerfile:1: FROM");
    }

    @Test
    void keepsNoLayersOfItsOwnBehind() throws Exception {
        push(folder("a", "hello"), TAGS);

        try (var left = Files.list(folder.resolve("cache/layers"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void refusesNamesThatNoImageCanHave() throws Exception {
        var recipe = plan(folder("a", "hello"));

        assertThatExceptionOfType(RegistryRefused.class)
                .isThrownBy(() -> assembler().push(recipe, "Not A Name", TAGS, Map.of(), COMMITTED));
        assertThatExceptionOfType(RegistryRefused.class)
                .isThrownBy(() -> assembler().push(recipe, repository(), List.of("a/b"), Map.of(), COMMITTED));
        assertThatExceptionOfType(RegistryRefused.class).isThrownBy(() -> client().digestOf(repository(), "a b"));
    }

    @Test
    void callsARegistryThatIsNotThereAPassingFailure() throws Exception {
        var recipe = plan(folder("a", "hello"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> assembler().push(recipe, "127.0.0.1:1/root/a", TAGS, Map.of(), COMMITTED));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> client().digestOf("127.0.0.1:1/root/a", "latest"));
    }

    String push(Path context, List<String> tags) throws IOException, DockerfileRefused, RegistryRefused {
        var labels = Map.of("org.opencontainers.image.revision", "0a1b2c");
        return assembler().push(plan(context), repository(), tags, labels, COMMITTED);
    }

    Path folder(String context, String text) throws IOException {
        var path = folder.resolve(context);
        Files.createDirectories(path.resolve("web"));
        Files.writeString(path.resolve("web/index.html"), text);
        Files.writeString(path.resolve("Dockerfile"), """
                FROM scratch AS files
                COPY web /web
                FROM scratch
                WORKDIR /srv
                ENV GREETING=hello
                COPY --from=files /web www
                ENTRYPOINT ["/srv/run"]
                """);
        return path;
    }

    String repository() {
        return registry() + "/" + name;
    }

    RegistryClient client() {
        var settings = RegistrySettings.overTls().withPlainHttp(Set.of(registry(), "127.0.0.1:1"));
        return new RegistryClient(settings, _ -> credentials());
    }

    Assembler assembler() {
        return new Assembler(AssemblerSettings.in(folder.resolve("cache")), client());
    }

    Recipe plan(Path context) throws IOException, DockerfileRefused {
        return assembler().plan(context, context.resolve("Dockerfile"), Map.of());
    }
}

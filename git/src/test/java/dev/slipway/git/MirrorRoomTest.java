package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorRoomTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private Forge forge;
    private Path cache;
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void start() throws IOException {
        forge = new Forge(folder);
        cache = folder.resolve("bounded");
        forge.commit("master", "Say hello", Map.of("k8s/app.yaml", "kind: Pod\n"));
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void whatWasUsedLongestAgoGoesAndIsFetchedAgainWhereItIsWanted() throws Exception {
        try (var mirrors = keeping(1)) {
            var old = mirrors.of(forge.server.remote("hichat.git"));
            old.fetch("master");
            var tip = old.resolve("master");
            now = now.plus(HOUR);
            mirrors.of(GitRemote.anonymous(forge.origin.folder().toUri().toString()))
                    .fetch("master");

            mirrors.makeRoom();

            assertThat(kept()).singleElement().asString().contains("srv-hichat.git-");
            assertThat(old.resolve("master")).isEqualTo(tip);
            assertThat(old.at(tip.orElseThrow()).read("k8s/app.yaml")).isPresent();
        }
    }

    @Test
    void nothingGoesThatMayBeAtWorkOrWhereThereIsRoom() throws Exception {
        try (var mirrors = keeping(1)) {
            mirrors.of(forge.server.remote("hichat.git")).fetch("master");

            mirrors.makeRoom();
            assertThat(kept()).hasSize(1);
        }
        try (var mirrors = keeping(1 << 30)) {
            now = now.plus(HOUR);

            mirrors.makeRoom();
            assertThat(kept()).hasSize(1);
        }
    }

    @Test
    void whatAnEarlierProcessLeftGoesFirst() throws Exception {
        try (var mirrors = keeping(1)) {
            mirrors.of(forge.server.remote("hichat.git")).fetch("master");
        }
        now = now.plus(HOUR);
        try (var mirrors = keeping(1)) {
            mirrors.makeRoom();

            assertThat(kept()).isEmpty();
        }
    }

    private Mirrors keeping(long bytesMax) throws IOException {
        return Mirrors.in(cache, GitLimits.defaults().keeping(bytesMax), () -> now);
    }

    private List<Path> kept() throws IOException {
        try (var names = Files.list(cache)) {
            return names.filter(Files::isDirectory).toList();
        }
    }
}

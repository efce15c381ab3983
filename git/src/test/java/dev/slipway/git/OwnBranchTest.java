package dev.slipway.git;

import static dev.slipway.git.Forge.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.CommitId;
import dev.slipway.git.PushOutcome.Overtaken;
import dev.slipway.git.PushOutcome.Pushed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A branch that nobody else writes to is moved and deleted, and only from where we know it to be. */
class OwnBranchTest {
    private static final String OURS = "slipway/hichat/prod/server";
    private Forge forge;
    private CommitId base;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        forge = new Forge(folder);
        base = forge.commit("k8s-config", "base", Map.of("a", "0"));
    }

    @AfterEach
    void stop() throws IOException {
        forge.origin.run("fsck", "--strict");
        forge.close();
    }

    @Test
    void whatItHeldIsLeftBehind() throws Exception {
        var mirror = forge.mirror();
        var first = push(mirror, base, Optional.empty(), "1");
        var newer = forge.commit("k8s-config", "by hand", Map.of("b", "1"));
        mirror.fetch("k8s-config", OURS);

        var second = push(mirror, newer, Optional.of(first), "2");

        assertThat(forge.served(OURS, "a")).isEqualTo("2");
        assertThat(mirror.at(second).info().parents()).containsExactly(newer);
        assertThat(mirror.resolve(OURS)).contains(second);
    }

    @Test
    void itIsNotMovedFromWhereSomebodyElsePutIt() throws Exception {
        var mirror = forge.mirror();
        var first = push(mirror, base, Optional.empty(), "1");
        forge.commit(OURS, "by hand", Map.of("a", "9"));

        var moved = new Base.Moved(base, Optional.of(first));
        assertThat(mirror.push(OURS, moved, List.of(draft("x", "a", "2")))).isInstanceOf(Overtaken.class);
        assertThat(mirror.push(OURS, new Base.Moved(base, Optional.empty()), List.of(draft("x", "a", "2"))))
                .isInstanceOf(Overtaken.class);
        assertThat(mirror.delete(OURS, first)).isFalse();
        assertThat(forge.served(OURS, "a")).isEqualTo("9");
    }

    @Test
    void itIsDeletedOnce() throws Exception {
        var mirror = forge.mirror();
        var first = push(mirror, base, Optional.empty(), "1");

        assertThat(mirror.delete(OURS, first)).isTrue();
        assertThat(mirror.resolve(OURS)).isEmpty();
        mirror.fetch(OURS);
        assertThat(mirror.resolve(OURS)).isEmpty();
    }

    @Test
    void whatIsTriedHereIsSentNowhere() throws Exception {
        var mirror = forge.mirror();

        var drafted = mirror.drafted(base, List.of(draft("same", "a", "0"), draft("other", "a", "1")));

        assertThat(drafted.getFirst()).isEmpty();
        assertThat(mirror.at(drafted.getLast().orElseThrow()).info().parents()).containsExactly(base);
        assertThat(forge.served("k8s-config", "a")).isEqualTo("0");
    }

    private static CommitId push(Mirror mirror, CommitId onto, Optional<CommitId> from, String says) throws Exception {
        var pushed = (Pushed) mirror.push(OURS, new Base.Moved(onto, from), List.of(draft("says " + says, "a", says)));
        return pushed.tip().orElseThrow();
    }
}

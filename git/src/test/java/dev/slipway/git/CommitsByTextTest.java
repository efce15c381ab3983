package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

class CommitsByTextTest {
    private final CommitsByText commits = new CommitsByText();

    @Test
    void findsTheNewestOfEachText() {
        for (var i = 0; i < 20_000; i++) {
            commits.put("release " + i, id(i));
        }
        commits.put("release 7", id(-7));

        for (var i = 0; i < 20_000; i++) {
            assertThat(commits.find("release " + i)).contains(id(i == 7 ? -7 : i));
        }
        assertThat(commits.find("release")).isEmpty();
    }

    @Test
    void forgetsAll() {
        commits.put("release", id(1));
        commits.clear();
        assertThat(commits.find("release")).isEmpty();
    }

    private static ObjectId id(int number) {
        return ObjectId.fromString("%040x".formatted(number & 0xffff_ffffL));
    }
}

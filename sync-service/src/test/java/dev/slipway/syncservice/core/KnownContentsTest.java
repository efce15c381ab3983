package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownContentsTest {
    private static final CommitId OTHER = new CommitId("b".repeat(40));
    private final List<CommitId> asked = new ArrayList<>();
    private final KnownContents contents = new KnownContents((_, commit) -> {
        asked.add(commit);
        return commit.equals(OTHER) ? Optional.of("tree of another") : Optional.empty();
    });

    @Test
    void whatARowHasSaidIsNotAskedOfGit() throws IOException {
        var row = Desired.row(1, Desired.release("web", 1));
        contents.learn(row);

        assertThat(contents.at(row.source(), row.source().commit())).contains("tree 1");
        assertThat(asked).isEmpty();
    }

    @Test
    void gitIsAskedOnceForEachCommit() throws IOException {
        var source = Desired.row(1).source();

        assertThat(contents.at(source, OTHER)).contains("tree of another");
        assertThat(contents.at(source, OTHER)).contains("tree of another");

        assertThat(asked).containsExactly(OTHER);
    }

    /** It may be pushed yet. */
    @Test
    void whatIsNotThereIsAskedForAgain() throws IOException {
        var source = Desired.row(1).source();

        assertThat(contents.at(source, source.commit())).isEmpty();
        assertThat(contents.at(source, source.commit())).isEmpty();

        assertThat(asked).hasSize(2);
    }
}

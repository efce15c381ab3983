package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackingTest {
    private static final int FILES = 300;
    private static final int PUSHES = 24;

    @TempDir
    Path folder;

    private final Random random = new Random(4711);
    private final ObjectId[] files = new ObjectId[FILES];
    private FileRepository mirror;
    private ObjectId head = ObjectId.zeroId();

    @BeforeEach
    void eachPushLeavesAPackOfWholeObjects() throws IOException {
        mirror = new FileRepository(folder.resolve("mirror.git").toFile());
        mirror.create(true);
        for (var push = 0; push < PUSHES; push++) {
            push(push);
        }
    }

    @Test
    void theSmallerOnesBecomeOneAsTheyAre() throws IOException {
        var before = bytes();

        new Packing(PUSHES - 1).tidy(mirror);

        assertThat(Packing.files(mirror)).hasSizeBetween(2, PUSHES / 2);
        assertThat(bytes()).isGreaterThan(before * 9 / 10);
        assertThat(commits()).isEqualTo(PUSHES);
    }

    @Test
    void whenTheyHaveBecomeLargeTreesThatAreAlikeTakeLittleRoom() throws IOException {
        var before = bytes();

        new Packing(PUSHES - 1, 1).tidy(mirror);

        assertThat(Packing.files(mirror)).hasSize(1);
        assertThat(bytes()).isLessThan(before / 4);
        assertThat(commits()).isEqualTo(PUSHES);
    }

    /** A tree of many files, of which one is another one. */
    private void push(int number) throws IOException {
        try (var pack = mirror.getObjectDatabase().newPackInserter()) {
            for (var file = 0; file < FILES; file++) {
                if (files[file] == null || file == number) {
                    var text = "image: app@sha256:" + random.nextLong();
                    files[file] = pack.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
                }
            }
            var tree = new TreeFormatter();
            for (var file = 0; file < FILES; file++) {
                tree.append("app-%03d.yaml".formatted(file), FileMode.REGULAR_FILE, files[file]);
            }
            var commit = new CommitBuilder();
            commit.setTreeId(pack.insert(tree));
            commit.setParentIds(head.equals(ObjectId.zeroId()) ? new ObjectId[0] : new ObjectId[] {head});
            commit.setAuthor(new PersonIdent("t", "t@example.com"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("push " + number);
            head = pack.insert(commit);
            pack.flush();
        }
        var update = mirror.updateRef("refs/heads/main");
        update.setNewObjectId(head);
        update.forceUpdate();
    }

    private long bytes() throws IOException {
        var bytes = 0L;
        for (var file : Packing.files(mirror)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private int commits() throws IOException {
        try (var walk = new RevWalk(mirror)) {
            walk.markStart(walk.parseCommit(head));
            var commits = 0;
            for (var commit : walk) {
                assertThat(mirror.open(commit.getTree()).getSize()).isPositive();
                commits++;
            }
            return commits;
        }
    }
}

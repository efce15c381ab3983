package dev.slipway.git;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Commits by a text, in some fifty bytes each: a branch may have a million. What is found by a text's hash is to be checked. */
final class CommitsByText {
    private static final int WORDS = Constants.OBJECT_ID_LENGTH / Integer.BYTES;
    private long[] hashes = new long[64];
    private int[] ids = new int[64 * WORDS];
    private int size;

    void put(String text, ObjectId commit) {
        if (4 * size >= 3 * hashes.length) {
            grow();
        }
        var words = new int[WORDS];
        commit.copyRawTo(words, 0);
        put(hash(text), words, 0);
    }

    Optional<ObjectId> find(String text) {
        var at = place(hash(text));
        return hashes[at] == 0 ? Optional.empty() : Optional.of(ObjectId.fromRaw(ids, at * WORDS));
    }

    void clear() {
        hashes = new long[64];
        ids = new int[64 * WORDS];
        size = 0;
    }

    private void put(long hash, int[] from, int at) {
        var place = place(hash);
        size += hashes[place] == 0 ? 1 : 0;
        hashes[place] = hash;
        System.arraycopy(from, at, ids, place * WORDS, WORDS);
    }

    private void grow() {
        var before = hashes;
        var commits = ids;
        hashes = new long[2 * before.length];
        ids = new int[hashes.length * WORDS];
        size = 0;
        for (var i = 0; i < before.length; i++) {
            if (before[i] != 0) {
                put(before[i], commits, i * WORDS);
            }
        }
    }

    private int place(long hash) {
        var at = (int) (hash ^ (hash >>> 32)) & (hashes.length - 1);
        while (hashes[at] != 0 && hashes[at] != hash) {
            at = (at + 1) & (hashes.length - 1);
        }
        return at;
    }

    /** Never 0, which means: nothing. */
    private static long hash(String text) {
        var id = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        return (id.getMostSignificantBits() ^ id.getLeastSignificantBits()) | 1;
    }
}

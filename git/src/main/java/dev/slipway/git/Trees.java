package dev.slipway.git;

import dev.slipway.git.TreeReading.Entry;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/** The bytes of trees. Those that were read or written last are kept: each commit of a batch begins with what the one before left. */
final class Trees {
    private static final int BYTES_MAX = 4 << 20;

    private final ObjectReader reader;
    private final Map<ObjectId, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int bytes;

    Trees(ObjectReader reader) {
        this.reader = reader;
    }

    /** Where an entry's id stands in its tree's bytes. */
    record Place(int id, FileMode mode) {}

    byte[] of(AnyObjectId tree) throws IOException {
        var known = kept.get(tree.toObjectId());
        if (known != null) {
            return known;
        }
        var read = reader.open(tree, Constants.OBJ_TREE).getBytes();
        keep(tree.copy(), read);
        return read;
    }

    void keep(ObjectId tree, byte[] raw) {
        var before = kept.put(tree, raw);
        bytes += raw.length - (before == null ? 0 : before.length);
        for (var oldest = kept.entrySet().iterator(); bytes > BYTES_MAX && kept.size() > 1; ) {
            bytes -= oldest.next().getValue().length;
            oldest.remove();
        }
    }

    Optional<Entry> find(AnyObjectId tree, byte[] name) throws IOException {
        var raw = of(tree);
        return find(raw, name).map(place -> new Entry(place.mode(), ObjectId.fromRaw(raw, place.id())));
    }

    static Optional<Place> find(byte[] raw, byte[] name) {
        for (var at = 0; at < raw.length; ) {
            var mode = 0;
            for (; raw[at] != ' '; at++) {
                mode = 8 * mode + raw[at] - '0';
            }
            var from = ++at;
            while (raw[at] != 0) {
                at++;
            }
            if (Arrays.equals(raw, from, at, name, 0, name.length)) {
                return Optional.of(new Place(at + 1, FileMode.fromBits(mode)));
            }
            at += 1 + Constants.OBJECT_ID_LENGTH;
        }
        return Optional.empty();
    }
}

package dev.slipway.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;

/**
 * Each push leaves a pack; too many make every look-up slow. Now and then the smaller half of them becomes one, copied as it is: what was
 * copied once is copied again only when there are many of its size. Seldom, when all have become large, everything is compressed anew.
 */
final class Packing {
    private static final long BYTES_MIN = 128L << 20;
    private static final int GROWTH = 4;
    private static final long SEARCH_BYTES = 32L << 20;
    /** What is larger is compressed by itself. */
    private static final int ALIKE_BYTES_MAX = 1 << 20;

    private final int packsMax;
    private final long bytesMin;
    private long compressed;

    Packing(int packsMax) {
        this(packsMax, BYTES_MIN);
    }

    /** @param bytesMin with fewer nothing is compressed anew */
    Packing(int packsMax, long bytesMin) {
        this.packsMax = packsMax;
        this.bytesMin = bytesMin;
        compressed = bytesMin / GROWTH;
    }

    /** The files of packs, by the folder alone: when one has come, JGit looks at each of them anew. */
    static Set<Path> files(FileRepository mirror) {
        var folder = mirror.getObjectDatabase().getPackDirectory();
        var names = folder.list((_, name) -> name.endsWith(".pack"));
        return names == null
                ? Set.of()
                : Stream.of(names).map(name -> folder.toPath().resolve(name)).collect(Collectors.toSet());
    }

    void tidy(FileRepository mirror) throws IOException {
        if (files(mirror).size() <= packsMax) {
            return;
        }
        var packs = new ArrayList<>(mirror.getObjectDatabase().getPacks());
        try {
            if (bytes(packs) > GROWTH * compressed) {
                compress(mirror);
            } else {
                packs.sort(Comparator.comparingLong(pack -> pack.getPackFile().length()));
                merge(mirror, packs.subList(0, packs.size() - packsMax / 2));
            }
        } catch (IOException e) {
            throw new MirrorDamaged("the mirror cannot be packed: " + e.getMessage());
        }
    }

    private void compress(FileRepository mirror) throws IOException {
        var config = new PackConfig(mirror);
        config.setReuseObjects(false); // else whole objects stay whole, and a push brings nothing but whole ones
        config.setDeltaSearchMemoryLimit(SEARCH_BYTES);
        config.setBigFileThreshold(ALIKE_BYTES_MAX);
        var gc = new GC(mirror);
        gc.setPackConfig(config);
        gc.setPackExpireAgeMillis(0);
        gc.repack();
        compressed =
                Math.max(bytesMin / GROWTH, bytes(mirror.getObjectDatabase().getPacks()));
    }

    private static void merge(FileRepository mirror, List<Pack> packs) throws IOException {
        var config = new PackConfig(mirror);
        config.setDeltaCompress(false);
        var file = Files.createTempFile(mirror.getDirectory().toPath(), "tmp_", "");
        try (var reader = mirror.newObjectReader();
                var walk = new RevWalk(reader);
                var writer = new PackWriter(config, reader);
                var objects = mirror.newObjectInserter()) {
            var copied = new ArrayList<RevObject>();
            for (var pack : packs) {
                for (var entry : pack) {
                    var id = entry.toObjectId();
                    copied.add(walk.lookupAny(id, reader.open(id).getType()));
                }
            }
            writer.preparePack(copied.iterator());
            try (var out = Files.newOutputStream(file)) {
                writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, out);
            }
            try (var in = Files.newInputStream(file)) {
                var _ = objects.newPackParser(in).parse(NullProgressMonitor.INSTANCE);
            }
            objects.flush();
        } finally {
            Files.deleteIfExists(file);
        }
        for (var pack : packs) {
            pack.close();
            for (var part : PackExt.values()) {
                Files.deleteIfExists(pack.getPackFile().create(part).toPath());
            }
        }
        mirror.getObjectDatabase().close(); // looked at anew, or each that is gone is asked, and complained of
    }

    private static long bytes(Iterable<Pack> packs) {
        var bytes = 0L;
        for (var pack : packs) {
            bytes += pack.getPackFile().length();
        }
        return bytes;
    }
}

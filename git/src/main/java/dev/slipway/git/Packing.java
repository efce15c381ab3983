package dev.slipway.git;

import java.io.IOException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.GC;

/** Each push leaves a pack; too many make every look-up slow, so they become one now and then. */
final class Packing {
    private final int packsMax;

    Packing(int packsMax) {
        this.packsMax = packsMax;
    }

    void tidy(FileRepository mirror) throws IOException {
        if (mirror.getObjectDatabase().getPacks().size() <= packsMax) {
            return;
        }
        try {
            var gc = new GC(mirror);
            gc.setPackExpireAgeMillis(0);
            gc.repack();
        } catch (IOException e) {
            throw new MirrorDamaged("the mirror cannot be packed: " + e.getMessage());
        }
    }
}

package dev.slipway.configupdater.outbound;

import dev.slipway.git.Mirror;
import java.util.LinkedHashMap;
import java.util.Map;

/** Folders that were written to last. One folder is used by one batch at a time: its mirror sees to that. */
final class KnownFolders {
    private static final int FILES_MAX = 60_000;

    private final Map<Place, KnownFolder> folders = new LinkedHashMap<>(16, 0.75f, true);

    private record Place(Mirror mirror, String branch, String path) {}

    synchronized KnownFolder of(Mirror mirror, String branch, String path) {
        var place = new Place(mirror, branch, path);
        var known = folders.remove(place);
        var files = folders.values().stream().mapToInt(KnownFolder::size).sum();
        for (var oldest = folders.values().iterator(); files > FILES_MAX && oldest.hasNext(); ) {
            files -= oldest.next().size();
            oldest.remove();
        }
        var folder = known == null ? new KnownFolder(path) : known;
        folders.put(place, folder);
        return folder;
    }
}

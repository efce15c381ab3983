package dev.slipway.configediting;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of an edit. */
public sealed interface EditOutcome {

    /**
     * @param files the files that changed, with their new bytes
     * @param places what was changed, with the values before
     */
    record Edited(Map<String, byte[]> files, List<Place> places) implements EditOutcome {}

    /** Everything is as wanted already. */
    record Unchanged(List<Place> places) implements EditOutcome {}

    /** @param found the images that are there */
    record NotFound(Image wanted, List<String> searched, List<Place> found) implements EditOutcome {
        private static final int NAMED_MAX = 8;

        public String message() {
            return message("config.file");
        }

        /** What, which and what to do; {@code setting} is the place in the catalog that names the file. */
        public String message(String setting) {
            return "no container uses image " + wanted.name() + " in " + named(searched, "any file here") + "; found "
                    + named(found, "no image at all") + "; set " + setting + " in the catalog";
        }

        private static String named(List<?> things, String none) {
            if (things.isEmpty()) {
                return none;
            }
            var more = things.size() - NAMED_MAX;
            return things.stream().limit(NAMED_MAX).map(Object::toString).collect(Collectors.joining(", "))
                    + (more > 0 ? " and " + more + " more" : "");
        }
    }

    /** The value is there, or may be, but written so that changing it could change something else. */
    record Unsafe(String path, int line, String reason, String nextStep) implements EditOutcome {
        public String message() {
            return path + ":" + line + " cannot be edited safely: " + reason + "; " + nextStep;
        }
    }
}

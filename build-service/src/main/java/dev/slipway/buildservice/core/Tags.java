package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.values.ImageReference;
import java.util.List;

/** Under which tags images go. */
final class Tags {
    private static final int SHORT = 8;
    private static final int LENGTH_MAX = 128;

    private Tags() {}

    /** A branch's name as a tag may have it. */
    static String ofBranch(String branch) {
        var tag = branch.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[.-]+", "");
        return tag.isEmpty() ? "branch" : cut(tag);
    }

    /** Where an image may be that somebody else builds: as declared, else as most pipelines have it. */
    static List<String> built(Build work) {
        var declared = work.application().build().tag();
        var sha = work.commit().value();
        var abbreviated = sha.substring(0, SHORT);
        return declared == null
                ? List.of(sha, abbreviated)
                : List.of(cut(declared.replace("{sha}", sha)
                        .replace("{short}", abbreviated)
                        .replace("{branch}", ofBranch(work.branch()))));
    }

    static boolean isOf(ImageReference image, Build work) {
        return built(work).contains(image.tag());
    }

    private static String cut(String tag) {
        return tag.substring(0, Math.min(tag.length(), LENGTH_MAX));
    }
}

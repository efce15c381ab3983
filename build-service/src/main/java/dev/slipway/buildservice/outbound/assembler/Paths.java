package dev.slipway.buildservice.outbound.assembler;

import java.util.ArrayDeque;

/** Absolute paths inside an image. */
final class Paths {
    private Paths() {}

    /** Without dots and doubled or trailing slashes; {@code ..} ends at the root. */
    static String clean(String path) {
        var parts = new ArrayDeque<String>();
        for (var part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    static String parent(String path) {
        return path.lastIndexOf('/') <= 0 ? "/" : path.substring(0, path.lastIndexOf('/'));
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String join(String folder, String name) {
        return folder.equals("/") ? "/" + name : folder + "/" + name;
    }
}

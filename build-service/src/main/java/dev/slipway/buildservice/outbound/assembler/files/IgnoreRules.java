package dev.slipway.buildservice.outbound.assembler.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A .dockerignore: the last rule that means a path, or a folder above it, decides. */
final class IgnoreRules {
    private static final int BYTES_MAX = 1 << 20;

    private record Rule(Glob pattern, boolean keeps) {}

    private final List<Rule> rules = new ArrayList<>();

    static IgnoreRules of(Path context, Path dockerfile) throws IOException, FilesRefused {
        var own = dockerfile.resolveSibling(dockerfile.getFileName() + ".dockerignore");
        var file = isFile(own) ? own : context.resolve(".dockerignore");
        if (!isFile(file)) {
            return new IgnoreRules(List.of());
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new FilesRefused(file.getFileName() + " is too large", "Shorten it");
        }
        try {
            return new IgnoreRules(Files.readAllLines(file));
        } catch (IllegalArgumentException e) {
            throw new FilesRefused(file.getFileName() + ": " + e.getMessage(), "Correct the pattern");
        }
    }

    IgnoreRules(List<String> lines) {
        for (var line : lines) {
            var text = line.replace("\uFEFF", "").strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            var keeps = text.startsWith("!");
            var path = clean(keeps ? text.substring(1).strip() : text);
            if (!path.isEmpty()) {
                rules.add(new Rule(Glob.ofIgnore(path), keeps));
            }
        }
    }

    boolean ignores(String path) {
        var ignored = false;
        for (var rule : rules) {
            if (ignored == rule.keeps && meansItOrAParent(rule.pattern, path)) {
                ignored = !rule.keeps;
            }
        }
        return ignored;
    }

    /** Whether something below an ignored folder may still be wanted. */
    boolean mayKeep() {
        return rules.stream().anyMatch(Rule::keeps);
    }

    private static boolean meansItOrAParent(Glob pattern, String path) {
        for (var part = path; ; part = part.substring(0, part.lastIndexOf('/'))) {
            if (pattern.matches(part)) {
                return true;
            }
            if (part.indexOf('/') < 0) {
                return false;
            }
        }
    }

    private static String clean(String pattern) {
        var path = Path.of(pattern).normalize().toString();
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }
}

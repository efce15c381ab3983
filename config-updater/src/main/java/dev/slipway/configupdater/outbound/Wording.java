package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first line of a release's commit: as the environment's template has it, else our own. */
final class Wording {
    private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)}");
    private static final String SKIP_CI = " [skip ci]";

    private Wording() {}

    static String of(ConfigChange change) {
        var template = change.config().message();
        var said = template == null ? "" : filled(template, change).strip();
        return said.isEmpty() ? ours(change) : said;
    }

    /** What is filled in is never looked at for holes again. */
    private static String filled(String template, ConfigChange change) {
        var release = change.release();
        var source = release.source();
        var words = Map.of(
                "what", what(change),
                "project", release.environment().project(),
                "environment", release.environment().name(),
                "application", release.application(),
                "commit", source.id().abbreviated(),
                "sha", source.id().value(),
                "subject", source.subject(),
                "author", source.author().name());
        return HOLE.matcher(template)
                .replaceAll(hole -> Matcher.quoteReplacement(words.getOrDefault(hole.group(1), hole.group())));
    }

    private static String ours(ConfigChange change) {
        var release = change.release();
        var words = switch (release.origin()) {
            case ROLLBACK, AUTO_ROLLBACK -> "Roll %s back to %s in %s";
            case PIN -> isUnpinned(change) ? "Unpin %s and release %s to %s" : "Pin %s to %s in %s";
            case PROMOTION -> "Promote %s %s to %s";
            case null -> "Release %s %s to %s";
        };
        return words.formatted(
                        release.application(),
                        release.source().id().abbreviated(),
                        release.environment().name())
                + SKIP_CI;
    }

    private static String what(ConfigChange change) {
        return switch (change.release().origin()) {
            case ROLLBACK, AUTO_ROLLBACK -> "Roll back";
            case PIN -> isUnpinned(change) ? "Unpin" : "Pin";
            case PROMOTION -> "Promote";
            case null -> "Release";
        };
    }

    private static boolean isUnpinned(ConfigChange change) {
        return Boolean.TRUE.equals(change.unpins());
    }
}

package dev.slipway.configediting.release;

import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Setting;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a release's commit says: its first line as the environment's template has it, else as who asked for it did, else in our words.
 * Values that may be secret are not told.
 *
 * @param settings what is set besides the image
 * @param message what a person wants the commit to say
 * @param unpins whether it comes because a pin is gone
 */
public record Wording(
        Environment.Config config,
        Release release,
        List<Setting> settings,
        @Nullable String message,
        boolean unpins) {
    private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern STILL = Pattern.compile("\\[(skip ci|ci skip|no ci)]");
    private static final String SKIP_CI = " [skip ci]";
    private static final int NAMED_MAX = 6;

    public Wording {
        settings = List.copyOf(settings);
    }

    public Wording(Environment.Config config, Release release) {
        this(config, release, List.of(), null, false);
    }

    public String subject() {
        var template = filled();
        return template.isEmpty() ? ours() : template;
    }

    /** What stands between the first line and the trailers. */
    public String body() {
        if (release.origin() != Origin.DEPLOY) {
            return release.source().subject();
        }
        var said = message == null || filled().isEmpty() ? "" : message + "\n";
        var set = settings.stream().map(setting -> "\n- " + setting).collect(Collectors.joining());
        return (said + set).isEmpty() ? release.source().subject() : (said + set).strip();
    }

    /** What is filled in is never looked at for holes again. */
    private String filled() {
        var template = config.message();
        if (template == null) {
            return "";
        }
        var source = release.source();
        var words = Map.of(
                "what", what(),
                "project", release.environment().project(),
                "environment", release.environment().name(),
                "application", release.application(),
                "commit", source.id().abbreviated(),
                "sha", source.id().value(),
                "subject", source.subject(),
                "author", source.author().name());
        return HOLE.matcher(template)
                .replaceAll(hole -> Matcher.quoteReplacement(words.getOrDefault(hole.group(1), hole.group())))
                .strip();
    }

    private String ours() {
        var origin = release.origin();
        if (origin == Origin.DEPLOY && message != null) {
            return STILL.matcher(message).find() ? message : message + SKIP_CI;
        }
        var words = switch (origin) {
            case ROLLBACK, AUTO_ROLLBACK -> "Roll %s back to %s in %s";
            case PIN -> unpins ? "Unpin %s and release %s to %s" : "Pin %s to %s in %s";
            case PROMOTION -> "Promote %s %s to %s";
            case DEPLOY -> "Deploy %s %s to %s";
            case null -> "Release %s %s to %s";
        };
        return words.formatted(
                        release.application(),
                        release.source().id().abbreviated(),
                        release.environment().name())
                + set()
                + SKIP_CI;
    }

    private String set() {
        var more = settings.size() - NAMED_MAX;
        return settings.isEmpty()
                ? ""
                : settings.stream()
                        .limit(NAMED_MAX)
                        .map(Setting::described)
                        .collect(Collectors.joining(", ", ": ", more > 0 ? " and " + more + " more" : ""));
    }

    private String what() {
        return switch (release.origin()) {
            case ROLLBACK, AUTO_ROLLBACK -> "Roll back";
            case PIN -> unpins ? "Unpin" : "Pin";
            case PROMOTION -> "Promote";
            case DEPLOY -> "Deploy";
            case null -> "Release";
        };
    }
}

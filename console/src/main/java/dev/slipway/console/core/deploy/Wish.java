package dev.slipway.console.core.deploy;

import dev.slipway.configediting.release.ReleaseEdits;
import dev.slipway.console.core.work.Impossible;
import dev.slipway.events.values.Setting;
import dev.slipway.events.values.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to be released.
 *
 * @param image by its tag, digest or commit; absent: the one that is there
 * @param message the commit's first line; absent: our own words
 * @param seen what was shown of it before; absent: it may be as it comes
 */
public record Wish(
        @Nullable String image,
        List<Setting> settings,
        @Nullable String message,
        @Nullable Seen seen) {
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|sha256:[0-9a-f]{64}");
    private static final int SETTINGS_MAX = 50;
    private static final int VALUE_MAX = 4_000;
    private static final int LINE_MAX = 500;

    /** @throws IllegalArgumentException that says what can't be understood */
    public Wish {
        settings = List.copyOf(settings);
        if (image == null && settings.isEmpty()) {
            throw new IllegalArgumentException("nothing is to be different; name an image, or what is to be set");
        }
        if (settings.size() > SETTINGS_MAX) {
            throw new IllegalArgumentException("more than " + SETTINGS_MAX + " settings; deploy some of them first");
        }
        settings.forEach(Wish::check);
        checkLine("image", image);
        checkImage(image);
        checkLine("message", message);
    }

    private static void checkImage(@Nullable String name) {
        if (name != null && !IMAGE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' names no image; take its tag, its digest (sha256:…), or its commit");
        }
    }

    private static void check(Setting setting) {
        checkLine(setting.kind().word(), setting.name());
        checkLine(setting.kind().word(), setting.in());
        if (setting.value().length() > VALUE_MAX) {
            throw new IllegalArgumentException(setting.described() + " has more than " + VALUE_MAX
                    + " characters; put such a text into a ConfigMap, by hand");
        }
        ReleaseEdits.check(setting);
    }

    private static void checkLine(String what, @Nullable String text) {
        if (text != null && (text.length() > LINE_MAX || text.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException("'" + what + "' is one line of at most " + LINE_MAX + " characters");
        }
    }

    /** @param image and commit as {@link Foreseen} has them */
    public record Seen(@Nullable String image, @Nullable String commit) {}

    /** As people write it: {@code NAME=VALUE}, {@code cpu=500m}, {@code FILE:PATH=VALUE}. */
    public record Written(
            @Nullable String image,
            @Nullable String replicas,
            @Nullable List<String> env,
            @Nullable List<String> requests,
            @Nullable List<String> limits,
            @Nullable List<String> values,
            @Nullable String message,
            @Nullable Seen seen) {

        public Wish read() {
            var settings = new ArrayList<Setting>();
            if (given(replicas) != null) {
                settings.add(SettingText.read(Kind.REPLICAS, String.valueOf(given(replicas))));
            }
            add(settings, Kind.ENV, env);
            add(settings, Kind.REQUEST, requests);
            add(settings, Kind.LIMIT, limits);
            add(settings, Kind.VALUE, values);
            return new Wish(given(image), settings, given(message), seen);
        }

        private static void add(List<Setting> settings, Kind kind, @Nullable List<String> texts) {
            if (texts != null) {
                texts.stream()
                        .filter(text -> given(text) != null)
                        .map(text -> SettingText.read(kind, text))
                        .forEach(settings::add);
            }
        }

        private static @Nullable String given(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    /** What is never sent: the log would keep it. */
    void refuseSecrets() {
        for (var setting : settings) {
            if (setting.isSecret()) {
                throw new Impossible(setting.described() + " would stand in Git for everybody to read;"
                        + " put it into a Secret and reference it (valueFrom, envFrom)");
            }
        }
    }
}

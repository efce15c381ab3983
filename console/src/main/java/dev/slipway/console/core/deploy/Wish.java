package dev.slipway.console.core.deploy;

import dev.slipway.console.core.work.Impossible;
import dev.slipway.events.values.Setting;
import dev.slipway.events.values.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to be released.
 *
 * @param image by its tag, digest or commit; absent: the one that is there
 * @param message the commit's first line; absent: our own words
 */
public record Wish(
        @Nullable String image,
        List<Setting> settings,
        @Nullable String message) {
    private static final int SETTINGS_MAX = 50;
    private static final int VALUE_MAX = 4_000;
    private static final int LINE_MAX = 500;

    /** @throws IllegalArgumentException that says what can't be understood */
    public Wish {
        settings = List.copyOf(settings);
        if (settings.size() > SETTINGS_MAX) {
            throw new IllegalArgumentException("more than " + SETTINGS_MAX + " settings; deploy some of them first");
        }
        settings.forEach(Wish::check);
        checkLine("image", image);
        checkLine("message", message);
    }

    private static void check(Setting setting) {
        checkLine(setting.kind().word(), setting.name());
        checkLine(setting.kind().word(), setting.in());
        if (setting.value().length() > VALUE_MAX) {
            throw new IllegalArgumentException(setting.described() + " has more than " + VALUE_MAX
                    + " characters; put such a text into a ConfigMap, by hand");
        }
    }

    private static void checkLine(String what, @Nullable String text) {
        if (text != null && (text.length() > LINE_MAX || text.chars().anyMatch(Character::isISOControl))) {
            throw new IllegalArgumentException("'" + what + "' is one line of at most " + LINE_MAX + " characters");
        }
    }

    /** As people write it: {@code NAME=VALUE}, {@code cpu=500m}, {@code FILE:PATH=VALUE}. */
    public record Written(
            @Nullable String image,
            @Nullable String replicas,
            @Nullable List<String> env,
            @Nullable List<String> requests,
            @Nullable List<String> limits,
            @Nullable List<String> values,
            @Nullable String message) {

        public Wish read() {
            var settings = new ArrayList<Setting>();
            if (given(replicas) != null) {
                settings.add(SettingText.read(Kind.REPLICAS, String.valueOf(given(replicas))));
            }
            add(settings, Kind.ENV, env);
            add(settings, Kind.REQUEST, requests);
            add(settings, Kind.LIMIT, limits);
            add(settings, Kind.VALUE, values);
            return new Wish(given(image), settings, given(message));
        }

        private static void add(List<Setting> settings, Kind kind, @Nullable List<String> texts) {
            if (texts != null) {
                texts.stream()
                        .filter(text -> !text.isBlank())
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

package dev.slipway.cli.screen;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** What is said to people, in their language. */
public final class Words {
    private static final ResourceBundle.Control AS_ASKED =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private final ResourceBundle bundle;

    private Words(Locale locale) {
        bundle = ResourceBundle.getBundle("dev.slipway.cli.messages", locale, AS_ASKED);
    }

    public static Words english() {
        return new Words(Locale.ROOT);
    }

    public static Words chinese() {
        return new Words(Locale.CHINESE);
    }

    /** The language that the terminal is set to. */
    public static Words of(Map<String, String> environment) {
        var set = Stream.of("SLIPWAY_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
        return set.flatMap(Words::named).orElseGet(Words::english);
    }

    /** {@code en}, {@code zh}, or longer names of these. */
    public static Optional<Words> named(String language) {
        var name = language.toLowerCase(Locale.ROOT).split("[-_.@]", 2)[0];
        return switch (name) {
            case "zh" -> Optional.of(chinese());
            case "en" -> Optional.of(english());
            default -> Optional.empty();
        };
    }

    public ResourceBundle bundle() {
        return bundle;
    }

    public String say(String key, Object... values) {
        return String.format(Locale.ROOT, bundle.getString(key), values);
    }

    /** The word for a name that the console uses; one that this version does not know stays as it is. */
    public String word(String kind, String name) {
        var key = kind + "." + name;
        return bundle.containsKey(key) ? bundle.getString(key) : name;
    }
}

package dev.slipway.events.catalog;

import java.util.regex.Pattern;

/** A pattern for files: {@code *} and {@code ?} stay within a folder, {@code **} does not; a folder's name means all that is in it. */
public record PathGlob(Pattern pattern) {
    private static final Pattern TOKEN = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?|[^*?]+");

    public static PathGlob of(String glob) {
        var regex = new StringBuilder();
        for (var token = TOKEN.matcher(glob); token.find(); ) {
            regex.append(
                    switch (token.group()) {
                        case "**/" -> "(?:.*/)?";
                        case "**" -> ".*";
                        case "*" -> "[^/]*";
                        case "?" -> "[^/]";
                        case String text -> Pattern.quote(text);
                    });
        }
        return new PathGlob(Pattern.compile(regex + "(?:/.*)?", Pattern.DOTALL));
    }

    public boolean matches(String file) {
        return pattern.matcher(file).matches();
    }
}

package dev.slipway.console.core.deploy;

import dev.slipway.events.values.Setting;
import dev.slipway.events.values.Setting.Kind;
import org.jspecify.annotations.Nullable;

/** A setting as people write it: {@code [IN:]NAME=VALUE}; replicas have no name. */
final class SettingText {
    private SettingText() {}

    /** @throws IllegalArgumentException that says how it is written */
    static Setting read(Kind kind, String text) {
        if (kind == Kind.REPLICAS) {
            var colon = text.lastIndexOf(':');
            return new Setting(kind, null, text.substring(colon + 1).strip(), in(text, colon));
        }
        var equals = outside(text, '=', text.length());
        if (equals <= 0) {
            throw new IllegalArgumentException("'" + kind.word() + ": " + text + "' cannot be read; write "
                    + (kind == Kind.VALUE ? "FILE:PATH=VALUE" : "NAME=VALUE"));
        }
        var colon = outside(text, ':', equals);
        return new Setting(
                kind, text.substring(colon + 1, equals).strip(), text.substring(equals + 1), in(text, colon));
    }

    private static @Nullable String in(String text, int colon) {
        var in = colon < 0 ? "" : text.substring(0, colon).strip();
        return in.isEmpty() ? null : in;
    }

    /** Where the character stands first, but not in brackets or quotes, as a path has them; -1 where it doesn't. */
    private static int outside(String text, char wanted, int end) {
        var depth = 0;
        var isQuoted = false;
        for (var i = 0; i < end; i++) {
            var c = text.charAt(i);
            if (c == '\'') {
                isQuoted = !isQuoted;
            } else if (!isQuoted) {
                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
                if (c == wanted && depth == 0) {
                    return i;
                }
            }
        }
        return -1;
    }
}

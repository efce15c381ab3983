package dev.slipway.events.values;

import java.util.regex.Pattern;

/** The rule for the names of projects and of all that is in them. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}");

    private Names() {}

    static String checked(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name of " + what + ": use 1 to 63 of a-z, 0-9 and '-'");
        }
        return name;
    }
}

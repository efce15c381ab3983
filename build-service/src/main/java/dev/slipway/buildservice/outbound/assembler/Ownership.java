package dev.slipway.buildservice.outbound.assembler;

import java.util.Optional;
import java.util.regex.Pattern;

/** Users as numbers: names would have to be looked up in an image's {@code /etc/passwd}. */
final class Ownership {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,10})(?::(\\d{1,10}))?");

    private Ownership() {}

    /** As {@code uid:gid}; a missing group is the user's number, as with Docker. */
    static Optional<String> of(String text) {
        var numbers = NUMBERS.matcher(text.replaceAll("\\broot\\b", "0"));
        if (!numbers.matches()) {
            return Optional.empty();
        }
        var user = numbers.group(1);
        return Optional.of(user + ":" + (numbers.group(2) == null ? user : numbers.group(2)));
    }
}

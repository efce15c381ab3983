package dev.slipway.events.values;

/** Keeps what others wrote within the size that an event may have. */
public final class Texts {
    private Texts() {}

    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }
}

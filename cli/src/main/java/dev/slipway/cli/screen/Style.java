package dev.slipway.cli.screen;

/** How a piece of a line looks where colours are wanted. */
public enum Style {
    PLAIN(""),
    STRONG("1"),
    DIM("2"),
    GOOD("32"),
    BAD("31"),
    BUSY("33");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String paint(String text) {
        return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}

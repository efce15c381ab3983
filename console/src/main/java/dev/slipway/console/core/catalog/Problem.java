package dev.slipway.console.core.catalog;

/** What is wrong with a document, where, and what to do about it. Lines and columns count from 1. */
public record Problem(String file, int line, int column, String text) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + text;
    }
}

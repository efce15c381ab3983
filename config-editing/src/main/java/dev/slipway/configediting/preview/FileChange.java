package dev.slipway.configediting.preview;

/**
 * @param diff as {@code diff -u} writes it, line ends as they are; empty where it is withheld
 * @param withheld the file holds a Secret, whose values are not shown
 */
public record FileChange(String path, String diff, boolean withheld) {}

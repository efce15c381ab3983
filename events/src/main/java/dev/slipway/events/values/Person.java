package dev.slipway.events.values;

/** Who wrote a commit, as Git says it. */
public record Person(String name, String email) {}

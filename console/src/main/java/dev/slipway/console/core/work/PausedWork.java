package dev.slipway.console.core.work;

/** @param resource {@code *} for the whole service */
public record PausedWork(String service, String resource, String by) {}

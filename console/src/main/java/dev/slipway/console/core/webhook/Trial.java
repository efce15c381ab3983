package dev.slipway.console.core.webhook;

/** @param event what the forge was asked to send, and will have sent soon */
public record Trial(String id, String event) {}

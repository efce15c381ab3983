package dev.slipway.notifier.core;

import java.time.Instant;

/**
 * That an environment is so, which is told if it is still so at a time.
 *
 * @param seen when it was first seen so, or was to be told after all
 * @param from when it is told
 */
public record EngineNews(String environment, Condition condition, Instant seen, Instant from) {}

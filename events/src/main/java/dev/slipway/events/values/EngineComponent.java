package dev.slipway.events.values;

import org.jspecify.annotations.Nullable;

/**
 * One of the programs that an engine is made of.
 *
 * @param version of its image; absent where the image does not say
 */
public record EngineComponent(String name, @Nullable String version, int ready, int wanted) {}

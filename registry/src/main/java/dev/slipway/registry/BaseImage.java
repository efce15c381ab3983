package dev.slipway.registry;

import java.util.Map;

/** An image to start from, pinned by digest, with what a Dockerfile can see of its configuration. */
public record BaseImage(String name, String digest, Map<String, String> environment, String workingFolder) {}

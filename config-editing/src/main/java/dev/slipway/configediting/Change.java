package dev.slipway.configediting;

import java.util.Optional;

/**
 * A value that an edit changed.
 *
 * @param line where it stood, or where what it was added to begins; counted from 1, before the edit
 * @param object kind and name of the Kubernetes object; empty where there is none
 */
public record Change(
        String file, int line, String object, String path, Optional<String> before, Optional<String> after) {}

package dev.slipway.configediting.preview;

import java.util.Optional;

/** @param before empty for a field that is new, {@code after} for one that is gone */
public record FieldChange(String path, Optional<String> before, Optional<String> after) {}

package dev.slipway.syncservice.core;

import java.util.UUID;

/**
 * What was asked for last of an engine.
 *
 * @param asked the id of what asked for it: the same may come twice
 */
record Installing(UUID asked) {}

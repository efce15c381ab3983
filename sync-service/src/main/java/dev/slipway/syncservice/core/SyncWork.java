package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;

/** An environment to bring to what its row says. */
public record SyncWork(EnvironmentDesired desired) {}

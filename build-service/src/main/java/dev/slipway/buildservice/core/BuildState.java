package dev.slipway.buildservice.core;

import dev.slipway.events.catalog.Project;
import org.jspecify.annotations.Nullable;

/** What is declared of a project. */
public record BuildState(@Nullable Project project) {}

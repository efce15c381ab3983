package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Project;
import org.jspecify.annotations.Nullable;

/** What is declared of a project. */
public record HintState(@Nullable Project project) {}

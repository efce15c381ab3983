package dev.slipway.webhookservice.inbound;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Repository;
import dev.slipway.webhookservice.inbound.forge.HookForm;
import java.util.List;

/** Who sent a hook, as its proof shows: the repositories or images of a project that it may speak for. */
record Sender(HookForm form, String project, List<Repository> repositories, List<Application> applications) {}

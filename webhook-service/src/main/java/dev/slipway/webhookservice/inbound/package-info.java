/** What wakes webhook-service up: the forges' hooks, and the sweep. */
@NullMarked
package dev.slipway.webhookservice.inbound;

import org.jspecify.annotations.NullMarked;

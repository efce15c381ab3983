@NullMarked
package dev.slipway.webhookservice.inbound.gitlab;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.slipway.webhookservice.inbound.forge;

import org.jspecify.annotations.NullMarked;

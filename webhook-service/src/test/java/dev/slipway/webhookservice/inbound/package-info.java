@NullMarked
package dev.slipway.webhookservice.inbound;

import org.jspecify.annotations.NullMarked;

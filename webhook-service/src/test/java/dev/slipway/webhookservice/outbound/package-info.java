@NullMarked
package dev.slipway.webhookservice.outbound;

import org.jspecify.annotations.NullMarked;

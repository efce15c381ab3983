/** The forges' Git side. */
@NullMarked
package dev.slipway.webhookservice.outbound;

import org.jspecify.annotations.NullMarked;

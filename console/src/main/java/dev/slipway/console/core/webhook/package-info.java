/** The webhooks that forges are to have. */
@NullMarked
package dev.slipway.console.core.webhook;

import org.jspecify.annotations.NullMarked;

/** How forges' own APIs are spoken to: where they are, what they are shown, and what their refusals mean. */
@NullMarked
package dev.slipway.service.forge;

import org.jspecify.annotations.NullMarked;

/** The forges' own APIs, one class for what each of them says differently. */
@NullMarked
package dev.slipway.console.outbound.forge;

import org.jspecify.annotations.NullMarked;

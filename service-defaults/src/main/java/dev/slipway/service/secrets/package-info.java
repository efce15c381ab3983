/** Secrets by name. */
@NullMarked
package dev.slipway.service.secrets;

import org.jspecify.annotations.NullMarked;

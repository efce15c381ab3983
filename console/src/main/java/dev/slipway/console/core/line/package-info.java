/** Lines as people need them, and what people ask of them. */
@NullMarked
package dev.slipway.console.core.line;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.slipway.console.core.line;

import org.jspecify.annotations.NullMarked;

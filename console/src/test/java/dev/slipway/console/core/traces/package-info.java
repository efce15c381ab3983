@NullMarked
package dev.slipway.console.core.traces;

import org.jspecify.annotations.NullMarked;

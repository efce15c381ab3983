@NullMarked
package dev.slipway.console.outbound;

import org.jspecify.annotations.NullMarked;

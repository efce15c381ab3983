@NullMarked
package dev.slipway.console.outbound.forge;

import org.jspecify.annotations.NullMarked;

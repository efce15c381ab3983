@NullMarked
package dev.slipway.console.core.delivery;

import org.jspecify.annotations.NullMarked;

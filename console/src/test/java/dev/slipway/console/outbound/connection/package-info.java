@NullMarked
package dev.slipway.console.outbound.connection;

import org.jspecify.annotations.NullMarked;

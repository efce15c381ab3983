@NullMarked
package dev.slipway.console.outbound.otlp;

import org.jspecify.annotations.NullMarked;

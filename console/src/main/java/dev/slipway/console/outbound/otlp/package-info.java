/** Traces to a collector, by OTLP over HTTP. */
@NullMarked
package dev.slipway.console.outbound.otlp;

import org.jspecify.annotations.NullMarked;

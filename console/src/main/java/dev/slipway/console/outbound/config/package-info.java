/** Config branches, read and never written. */
@NullMarked
package dev.slipway.console.outbound.config;

import org.jspecify.annotations.NullMarked;

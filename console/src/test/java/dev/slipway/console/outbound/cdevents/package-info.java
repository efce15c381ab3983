@NullMarked
package dev.slipway.console.outbound.cdevents;

import org.jspecify.annotations.NullMarked;

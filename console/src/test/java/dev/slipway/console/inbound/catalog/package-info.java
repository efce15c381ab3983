@NullMarked
package dev.slipway.console.inbound.catalog;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.slipway.console.core.catalog;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.slipway.console.core.connection;

import org.jspecify.annotations.NullMarked;

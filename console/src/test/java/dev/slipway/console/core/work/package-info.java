@NullMarked
package dev.slipway.console.core.work;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.slipway.console.core.cdevents;

import org.jspecify.annotations.NullMarked;

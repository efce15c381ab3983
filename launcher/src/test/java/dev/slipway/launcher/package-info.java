@NullMarked
package dev.slipway.launcher;

import org.jspecify.annotations.NullMarked;

/** Edits configuration files so that nothing but the value changes, and shows what changed. Plain Java, no I/O. */
@NullMarked
package dev.slipway.configediting;

import org.jspecify.annotations.NullMarked;

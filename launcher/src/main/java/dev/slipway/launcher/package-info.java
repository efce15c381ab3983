/** All of Slipway on one machine, with one command. */
@NullMarked
package dev.slipway.launcher;

import org.jspecify.annotations.NullMarked;

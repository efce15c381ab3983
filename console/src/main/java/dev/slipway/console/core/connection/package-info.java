/** Whether a declared repository can be worked with, step by step. */
@NullMarked
package dev.slipway.console.core.connection;

import org.jspecify.annotations.NullMarked;

/** Which facts people are told, where, and in which order and pace. */
@NullMarked
package dev.slipway.notifier.core;

import org.jspecify.annotations.NullMarked;

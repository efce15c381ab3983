/** Tells people what happened, once per fact and channel, no faster than their chat allows. */
@NullMarked
package dev.slipway.notifier;

import org.jspecify.annotations.NullMarked;

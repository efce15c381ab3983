/** A chat in Feishu's place: simulated, and as strict. */
@NullMarked
package dev.slipway.outside.chat;

import org.jspecify.annotations.NullMarked;

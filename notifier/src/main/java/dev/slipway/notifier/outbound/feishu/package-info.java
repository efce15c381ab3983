/** Feishu and Lark, by a group's custom bot. */
@NullMarked
package dev.slipway.notifier.outbound.feishu;

import org.jspecify.annotations.NullMarked;

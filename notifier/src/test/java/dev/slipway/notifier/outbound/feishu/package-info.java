@NullMarked
package dev.slipway.notifier.outbound.feishu;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.slipway.notifier.core;

import org.jspecify.annotations.NullMarked;

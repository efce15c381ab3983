@NullMarked
package dev.slipway.configupdater.core;

import org.jspecify.annotations.NullMarked;

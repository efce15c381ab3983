@NullMarked
package dev.slipway.configupdater.outbound;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.slipway.configupdater.outbound.forge;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.slipway.buildservice.outbound.assembler.dockerfile;

import org.jspecify.annotations.NullMarked;

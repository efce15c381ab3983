@NullMarked
package dev.slipway.buildservice.outbound.assembler;

import org.jspecify.annotations.NullMarked;

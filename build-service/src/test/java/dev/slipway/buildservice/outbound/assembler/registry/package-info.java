@NullMarked
package dev.slipway.buildservice.outbound.assembler.registry;

import org.jspecify.annotations.NullMarked;

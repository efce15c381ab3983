/** What is asked of a registry besides pushing. */
@NullMarked
package dev.slipway.buildservice.outbound.assembler.registry;

import org.jspecify.annotations.NullMarked;

/** What a Dockerfile says, before anything is done about it. */
@NullMarked
package dev.slipway.buildservice.outbound.assembler.dockerfile;

import org.jspecify.annotations.NullMarked;

/** Which files there are to copy, and what patterns mean. */
@NullMarked
package dev.slipway.buildservice.outbound.assembler.files;

import org.jspecify.annotations.NullMarked;

/** Makes images of Dockerfiles that run nothing, inside this process. */
@NullMarked
package dev.slipway.buildservice.outbound.assembler;

import org.jspecify.annotations.NullMarked;

/** Where sources are read and images are put. */
@NullMarked
package dev.slipway.buildservice.outbound;

import org.jspecify.annotations.NullMarked;

/** Bounds on those who come in over HTTP: how many at once, how often, and who counts as one. */
@NullMarked
package dev.slipway.service.door;

import org.jspecify.annotations.NullMarked;

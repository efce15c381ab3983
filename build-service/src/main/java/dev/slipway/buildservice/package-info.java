/** A push becomes an image that the registry has confirmed. */
@NullMarked
package dev.slipway.buildservice;

import org.jspecify.annotations.NullMarked;

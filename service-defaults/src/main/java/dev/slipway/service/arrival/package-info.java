/** What webhook-service tells the console about the hooks that came. */
@NullMarked
package dev.slipway.service.arrival;

import org.jspecify.annotations.NullMarked;

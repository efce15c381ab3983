/** What is asked of a registry besides pushing. */
@NullMarked
package dev.slipway.registry;

import org.jspecify.annotations.NullMarked;

/** The words of the contract as types: valid once constructed. */
@NullMarked
package dev.slipway.events.values;

import org.jspecify.annotations.NullMarked;

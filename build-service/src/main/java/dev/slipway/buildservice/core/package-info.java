/** What is built, in which order, and under which tags. */
@NullMarked
package dev.slipway.buildservice.core;

import org.jspecify.annotations.NullMarked;

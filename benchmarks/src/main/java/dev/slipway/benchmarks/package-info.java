/** What we claim about speed, measured on the machine at hand. */
@NullMarked
package dev.slipway.benchmarks;

import org.jspecify.annotations.NullMarked;

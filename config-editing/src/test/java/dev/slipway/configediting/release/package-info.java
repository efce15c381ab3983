/** What a release writes. */
@NullMarked
package dev.slipway.configediting.release;

import org.jspecify.annotations.NullMarked;

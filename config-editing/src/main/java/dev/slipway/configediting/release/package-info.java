/** What a release writes: which edits, and which words. One piece for whoever commits it and for whoever only shows it. */
@NullMarked
package dev.slipway.configediting.release;

import org.jspecify.annotations.NullMarked;

/** Stories through the real topics, against the suite as a user starts it; and the rules that keep its shape. */
@NullMarked
package dev.slipway.endtoend;

import org.jspecify.annotations.NullMarked;

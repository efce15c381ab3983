/** An image becomes a commit in the config branch, and the commit what the environment should be. */
@NullMarked
package dev.slipway.configupdater;

import org.jspecify.annotations.NullMarked;

/** Lines of releases, and the writing of the config branch. */
@NullMarked
package dev.slipway.configupdater.core;

import org.jspecify.annotations.NullMarked;

/** What people release themselves: how they say it, and what would become of it. */
@NullMarked
package dev.slipway.console.core.deploy;

import org.jspecify.annotations.NullMarked;

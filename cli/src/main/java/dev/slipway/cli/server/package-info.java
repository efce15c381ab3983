/** The console as a program sees it: where it is, who asks, and what it answers. */
@NullMarked
package dev.slipway.cli.server;

import org.jspecify.annotations.NullMarked;

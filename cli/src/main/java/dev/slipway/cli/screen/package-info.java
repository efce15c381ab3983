/** How answers are said, and why there is none: in a terminal, in two languages, and as an exit code. */
@NullMarked
package dev.slipway.cli.screen;

import org.jspecify.annotations.NullMarked;

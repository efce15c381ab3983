/** The program {@code slipway}: asks a console by REST, answers in a terminal. Knows nothing else of the suite. */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;

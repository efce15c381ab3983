/** What services could not use, and what people do about it. */
@NullMarked
package dev.slipway.cli.command.letter;

import org.jspecify.annotations.NullMarked;

/** What every command has: the options that all share, the console, the screen, the words. */
@NullMarked
package dev.slipway.cli.session;

import org.jspecify.annotations.NullMarked;

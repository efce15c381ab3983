/** Lines: how the releases of an application in an environment stand, and what people order about them. */
@NullMarked
package dev.slipway.cli.command.line;

import org.jspecify.annotations.NullMarked;

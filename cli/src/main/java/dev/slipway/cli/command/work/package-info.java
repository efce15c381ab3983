/** Open work: what waits, and what people order about it. */
@NullMarked
package dev.slipway.cli.command.work;

import org.jspecify.annotations.NullMarked;

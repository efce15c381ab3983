@NullMarked
package dev.slipway.cli.server;

import org.jspecify.annotations.NullMarked;

/** A small HTTP server for the parts of the outside. */
@NullMarked
package dev.slipway.outside.http;

import org.jspecify.annotations.NullMarked;

/** A real PostgreSQL of our own. */
@NullMarked
package dev.slipway.outside.database;

import org.jspecify.annotations.NullMarked;

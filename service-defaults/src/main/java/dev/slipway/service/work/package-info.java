/** Act: the open-work table. Everything that waits, is retried or is rate-limited is a row in it. */
@NullMarked
package dev.slipway.service.work;

import org.jspecify.annotations.NullMarked;

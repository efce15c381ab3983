/** What others may rely on: written from the records, and compared with what has been promised. */
@NullMarked
package dev.slipway.events.contract;

import org.jspecify.annotations.NullMarked;

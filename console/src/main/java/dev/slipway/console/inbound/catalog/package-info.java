/** Reads the folder of documents, again and again. */
@NullMarked
package dev.slipway.console.inbound.catalog;

import org.jspecify.annotations.NullMarked;

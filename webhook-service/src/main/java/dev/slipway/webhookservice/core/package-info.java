/** Hints open looks; a look compares the forge's refs with the ledger. */
@NullMarked
package dev.slipway.webhookservice.core;

import org.jspecify.annotations.NullMarked;

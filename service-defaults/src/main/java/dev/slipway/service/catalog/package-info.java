/** What is declared, read whole from its topic. */
@NullMarked
package dev.slipway.service.catalog;

import org.jspecify.annotations.NullMarked;

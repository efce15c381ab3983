/** Which documents are declared, and which are not for what reason. */
@NullMarked
package dev.slipway.console.core.catalog;

import org.jspecify.annotations.NullMarked;

/** The reading side and the people's side: declares the catalog, keeps what happened, and shows it in a browser and over REST. */
@NullMarked
package dev.slipway.console;

import org.jspecify.annotations.NullMarked;

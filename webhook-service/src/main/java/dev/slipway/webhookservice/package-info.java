/** The door to the outside: takes hints from forges, looks for itself, and says which refs have changed. */
@NullMarked
package dev.slipway.webhookservice;

import org.jspecify.annotations.NullMarked;

/** What each forge's hooks look like: how they prove who sent them, and what they say. One file per forge. */
@NullMarked
package dev.slipway.webhookservice.inbound.forge;

import org.jspecify.annotations.NullMarked;

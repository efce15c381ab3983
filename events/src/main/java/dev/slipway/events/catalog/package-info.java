/** What a team declares: repositories, applications, environments, channels. */
@NullMarked
package dev.slipway.events.catalog;

import org.jspecify.annotations.NullMarked;

/** What waits in the services, and what needs a person. */
@NullMarked
package dev.slipway.console.core.work;

import org.jspecify.annotations.NullMarked;

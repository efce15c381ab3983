/** Git over smart HTTP, with webhooks shaped and sent as GitLab does. */
@NullMarked
package dev.slipway.outside.git;

import org.jspecify.annotations.NullMarked;

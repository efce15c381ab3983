/** What the services do with Git: ask for refs, read trees from a mirror, and write commits without a checkout. */
@NullMarked
package dev.slipway.git;

import org.jspecify.annotations.NullMarked;

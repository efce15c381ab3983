/** How the engines of the environments are, as sync-services have said last. */
@NullMarked
package dev.slipway.console.core.engine;

import org.jspecify.annotations.NullMarked;

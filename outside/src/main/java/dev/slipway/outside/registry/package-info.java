/** An OCI registry on disk. */
@NullMarked
package dev.slipway.outside.registry;

import org.jspecify.annotations.NullMarked;

/** Examples, and many generated files. */
@NullMarked
package dev.slipway.configediting;

import org.jspecify.annotations.NullMarked;

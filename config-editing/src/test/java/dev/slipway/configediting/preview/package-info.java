/** What people see of a change. */
@NullMarked
package dev.slipway.configediting.preview;

import org.jspecify.annotations.NullMarked;

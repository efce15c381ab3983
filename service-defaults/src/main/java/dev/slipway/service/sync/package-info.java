/** When environments are brought to what Git says: strategies by name, each of which may be added to. */
@NullMarked
package dev.slipway.service.sync;

import org.jspecify.annotations.NullMarked;

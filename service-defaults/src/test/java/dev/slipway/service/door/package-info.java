@NullMarked
package dev.slipway.service.door;

import org.jspecify.annotations.NullMarked;

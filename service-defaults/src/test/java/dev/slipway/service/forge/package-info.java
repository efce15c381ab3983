@NullMarked
package dev.slipway.service.forge;

import org.jspecify.annotations.NullMarked;

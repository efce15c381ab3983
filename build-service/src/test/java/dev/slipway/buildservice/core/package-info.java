@NullMarked
package dev.slipway.buildservice.core;

import org.jspecify.annotations.NullMarked;

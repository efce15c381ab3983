@NullMarked
package dev.slipway.service.work;

import org.jspecify.annotations.NullMarked;

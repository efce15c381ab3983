@NullMarked
package dev.slipway.webhookservice.core;

import org.jspecify.annotations.NullMarked;

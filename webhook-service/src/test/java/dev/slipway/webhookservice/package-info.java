@NullMarked
package dev.slipway.webhookservice;

import org.jspecify.annotations.NullMarked;

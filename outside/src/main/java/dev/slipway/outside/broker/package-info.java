/** A real Kafka broker in this process. */
@NullMarked
package dev.slipway.outside.broker;

import org.jspecify.annotations.NullMarked;

/** Reading along with nothing but Kafka's own client. */
@NullMarked
package dev.slipway.examples;

import org.jspecify.annotations.NullMarked;

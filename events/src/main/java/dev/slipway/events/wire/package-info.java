/** How an event looks on the wire: CloudEvents 1.0, Kafka binary mode, JSON. */
@NullMarked
package dev.slipway.events.wire;

import org.jspecify.annotations.NullMarked;

/** The one place that knows the settings of Kafka's clients, the topics' names and the headers. */
@NullMarked
package dev.slipway.service.kafka;

import org.jspecify.annotations.NullMarked;

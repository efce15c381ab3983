/** Decide: pure rules, and the inbox that feeds them from Kafka with exactly one effect per fact. */
@NullMarked
package dev.slipway.service.decide;

import org.jspecify.annotations.NullMarked;

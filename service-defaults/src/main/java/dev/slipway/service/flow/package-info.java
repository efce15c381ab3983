/** One service running: its inbox, its open work, its health and metrics. */
@NullMarked
package dev.slipway.service.flow;

import org.jspecify.annotations.NullMarked;

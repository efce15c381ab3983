package dev.slipway.syncservice.outbound.flux;

import dev.slipway.service.secrets.Secrets;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Contents;
import java.time.Duration;

/**
 * What the engine works with.
 *
 * @param cluster the one that Flux runs in
 * @param patience for so long Flux may try again what need not fail for good
 */
record FluxParts(FluxApi api, Secrets secrets, Contents contents, Cluster cluster, Duration patience) {}

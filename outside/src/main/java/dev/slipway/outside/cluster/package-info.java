/** A Kubernetes API in this process with a simulated rollout behind it: no container ever runs. */
@NullMarked
package dev.slipway.outside.cluster;

import org.jspecify.annotations.NullMarked;

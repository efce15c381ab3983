/** Where manifests of engines are read, and the cluster that they are applied to. */
@NullMarked
package dev.slipway.syncservice.outbound.install;

import org.jspecify.annotations.NullMarked;

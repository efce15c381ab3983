/** Argo CD as the engine: its objects are written, its syncs asked for, and what it says is read. */
@NullMarked
package dev.slipway.syncservice.outbound.argocd;

import org.jspecify.annotations.NullMarked;

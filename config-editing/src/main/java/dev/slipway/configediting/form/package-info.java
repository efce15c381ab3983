/** Which form a file has, and where in it what is deployed is written: manifests, Kustomize, Helm values, Argo CD, Flux. */
@NullMarked
package dev.slipway.configediting.form;

import org.jspecify.annotations.NullMarked;

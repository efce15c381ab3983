/** What would change, as people look at it: lines of files, and fields of Kubernetes objects. */
@NullMarked
package dev.slipway.configediting.preview;

import org.jspecify.annotations.NullMarked;

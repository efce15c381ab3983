/** Looks at what the environments of the desired table are like between releases. */
@NullMarked
package dev.slipway.syncservice.inbound;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.slipway.buildservice.outbound.assembler.files;

import org.jspecify.annotations.NullMarked;

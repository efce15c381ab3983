/** The parts of reading and writing YAML. */
@NullMarked
package dev.slipway.configediting.yaml;

import org.jspecify.annotations.NullMarked;

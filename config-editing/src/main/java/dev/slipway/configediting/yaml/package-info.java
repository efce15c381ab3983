/** YAML as text: where each value stands in it, and how to put another one there so that every other byte stays. */
@NullMarked
package dev.slipway.configediting.yaml;

import org.jspecify.annotations.NullMarked;

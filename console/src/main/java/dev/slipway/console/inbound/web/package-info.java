/** Pages for people, REST for programs, and who may see them. */
@NullMarked
package dev.slipway.console.inbound.web;

import org.jspecify.annotations.NullMarked;

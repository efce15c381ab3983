@NullMarked
package dev.slipway.console.inbound.web;

import org.jspecify.annotations.NullMarked;

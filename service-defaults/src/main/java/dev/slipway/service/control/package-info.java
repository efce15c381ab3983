/** What people ask of running services. */
@NullMarked
package dev.slipway.service.control;

import org.jspecify.annotations.NullMarked;

/** What came to the projects' doors. */
@NullMarked
package dev.slipway.console.core.arrival;

import org.jspecify.annotations.NullMarked;

/** Against the true git: its program makes the repositories, serves them and checks what we wrote. */
@NullMarked
package dev.slipway.git;

import org.jspecify.annotations.NullMarked;

/** What a person does who connects a repository. */
@NullMarked
package dev.slipway.cli.command.repository;

import org.jspecify.annotations.NullMarked;

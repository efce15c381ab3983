/** The part of GitLab's, GitHub's and Gitea's APIs that keeps webhooks, and sends a signed one when it is asked to. */
@NullMarked
package dev.slipway.outside.forge;

import org.jspecify.annotations.NullMarked;

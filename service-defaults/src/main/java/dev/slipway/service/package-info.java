/**
 * What every service does the same way, and nothing else: decide ({@code decide}), act ({@code work}), the clients for it
 * ({@code kafka}), the declared projects ({@code catalog}), secrets by name ({@code secrets}), forges' own APIs ({@code forge}), what webhook-service tells the console
 * ({@code arrival}), bounds on who comes in over HTTP ({@code door}), when environments are synced ({@code sync}), and the running of it all with health and metrics ({@code flow}). Settings that all services share stand in this module's microprofile-config.properties.
 */
@NullMarked
package dev.slipway.service;

import org.jspecify.annotations.NullMarked;

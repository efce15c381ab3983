package dev.slipway.events;

/** A fact that one service tells itself. Not part of the public contract. */
public non-sealed interface PrivateEvent extends Event {}

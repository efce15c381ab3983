package dev.slipway.outside.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** @param shown what the API says about it: never the secret */
record KeptHook(long id, String url, String secret, ObjectNode shown) {}

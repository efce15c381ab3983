package dev.slipway.cli.server;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the console answered.
 *
 * @param raw as it came
 */
public record Answer(byte[] raw, JsonNode json) {}

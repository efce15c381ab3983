package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.buildservice.outbound.assembler.files.Node;
import java.util.SortedMap;

/** What one instruction adds to an image, by absolute path. */
public record Layer(String name, SortedMap<String, Node> entries) {}

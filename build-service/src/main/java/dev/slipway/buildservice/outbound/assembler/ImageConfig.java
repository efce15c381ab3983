package dev.slipway.buildservice.outbound.assembler;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an image says about running it; what is absent or unmentioned comes from the base image. */
public record ImageConfig(
        Map<String, String> environment,
        Map<String, String> labels,
        Optional<List<String>> entrypoint,
        Optional<List<String>> command,
        Optional<String> workingFolder,
        Optional<String> user,
        Set<String> ports,
        Set<String> volumes) {}

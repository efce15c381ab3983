package dev.slipway.console.core.work;

import dev.slipway.service.control.WhatIfAnswered.Opened;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the deciders would do now.
 *
 * @param applies what sync-services would bring to their clusters
 * @param silent the projects whose service did not answer in time
 * @param more what there is besides, where it grew too large; null where all is here
 */
public record DryRun(
        String service,
        int facts,
        List<Would> would,
        List<Opened> opens,
        List<Applies> applies,
        List<String> errors,
        Set<String> silent,
        @Nullable More more) {

    /** @param isNew whether it has not happened yet; what has is said again with the same id */
    public record Would(String says, boolean isNew) {}

    /** @param runs the commit that runs there, as far as anybody has said */
    public record Applies(
            String environment,
            String cluster,
            String commit,
            @Nullable String runs) {}

    /** @param facts the last ones, that were not asked about */
    public record More(int facts, int says, int opens, int errors) {}
}

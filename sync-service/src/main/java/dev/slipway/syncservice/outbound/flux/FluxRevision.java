package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.values.CommitId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How Flux writes a commit. */
final class FluxRevision {
    /** {@code main@sha1:<hash>}, {@code sha1:<hash>}, and before 2023 {@code main/<hash>}. */
    private static final Pattern COMMIT = Pattern.compile("(?:^|@)sha1:([0-9a-f]{40})$|(?:^|/)([0-9a-f]{40})$");
    /** A chart's version, to which Flux has added the commit that the chart is from. */
    private static final Pattern CHART = Pattern.compile("\\+([0-9a-f]{12})(?:\\.\\d+)?$");

    private FluxRevision() {}

    static Optional<CommitId> commit(@Nullable String revision) {
        if (revision == null) {
            return Optional.empty();
        }
        var matcher = COMMIT.matcher(revision);
        return matcher.find()
                ? Optional.of(new CommitId(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)))
                : Optional.empty();
    }

    static boolean isOf(@Nullable String chartVersion, CommitId commit) {
        if (chartVersion == null) {
            return false;
        }
        var matcher = CHART.matcher(chartVersion);
        return matcher.find() && commit.value().startsWith(matcher.group(1));
    }
}

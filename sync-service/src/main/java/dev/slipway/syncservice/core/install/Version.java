package dev.slipway.syncservice.core.install;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Of an engine, as its manifests call it: {@code v2.9.0}. */
record Version(int major, int minor, int patch) implements Comparable<Version> {
    private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?(?:[-+].*)?");
    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch);

    static Optional<Version> of(@Nullable String text) {
        var numbers = NUMBERS.matcher(text == null ? "" : text);
        return numbers.matches()
                ? Optional.of(new Version(
                        Integer.parseInt(numbers.group(1)),
                        Integer.parseInt(numbers.group(2)),
                        numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3))))
                : Optional.empty();
    }

    /** Whether the one is known not to be older than the other. */
    static boolean isAtLeast(@Nullable String one, @Nullable String other) {
        return of(one).flatMap(its -> of(other).map(the -> its.compareTo(the) >= 0))
                .orElse(false);
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }
}

package dev.slipway.events.catalog;

import dev.slipway.events.values.CommitId;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an environment is pinned to. */
public sealed interface Revision {

    /** One commit, by the beginning of its name. */
    record Commit(String prefix) implements Revision {
        private static final Pattern FORM = Pattern.compile("[0-9a-f]{7,40}");

        public boolean isOf(CommitId commit) {
            return commit.value().startsWith(prefix);
        }

        @Override
        public String toString() {
            return prefix;
        }
    }

    /** Whatever commit a tag names. */
    record Tag(String name) implements Revision {

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The highest version that is tagged, from one on and below another; none that is marked as coming before a version ({@code 3.7.1-rc1}).
     *
     * @param said as it was written
     */
    record Range(String said, Version from, Version below) implements Revision {
        private static final Pattern FORM =
                Pattern.compile("([~^])v?([0-9]{1,9})(?:\\.([0-9]{1,9}))?(?:\\.([0-9]{1,9}))?");

        public boolean holds(Version version) {
            return version.compareTo(from) >= 0 && version.compareTo(below) < 0;
        }

        /** {@code ~3.7} ends before 3.8, {@code ^3.7} before 4. */
        private static Optional<Revision> parse(String text) {
            var parts = FORM.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            var from = new Version(number(parts.group(2)), number(parts.group(3)), number(parts.group(4)));
            var isWide = parts.group(1).equals("^") || parts.group(3) == null;
            var below = isWide ? new Version(from.major() + 1, 0, 0) : new Version(from.major(), from.minor() + 1, 0);
            return Optional.of(new Range(text, from, below));
        }

        @Override
        public String toString() {
            return said;
        }
    }

    /** What a tag like {@code v3.7.1} says. */
    record Version(long major, long minor, long patch) implements Comparable<Version> {
        private static final Pattern FORM = Pattern.compile("v?([0-9]{1,9})\\.([0-9]{1,9})\\.([0-9]{1,9})");
        private static final Comparator<Version> ORDER = Comparator.comparingLong(Version::major)
                .thenComparingLong(Version::minor)
                .thenComparingLong(Version::patch);

        public static Optional<Version> of(String tag) {
            var parts = FORM.matcher(tag);
            return parts.matches()
                    ? Optional.of(new Version(number(parts.group(1)), number(parts.group(2)), number(parts.group(3))))
                    : Optional.empty();
        }

        @Override
        public int compareTo(Version other) {
            return ORDER.compare(this, other);
        }
    }

    /** @return empty where a text that begins as a range is none */
    static Optional<Revision> of(String text) {
        if (text.startsWith("~") || text.startsWith("^")) {
            return Range.parse(text);
        }
        return Optional.of(Commit.FORM.matcher(text).matches() ? new Commit(text) : new Tag(text));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}

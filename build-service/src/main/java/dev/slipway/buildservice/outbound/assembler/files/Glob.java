package dev.slipway.buildservice.outbound.assembler.files;

import java.util.regex.Pattern;

/** A pattern for paths. Both kinds throw an {@link IllegalArgumentException} if they are malformed or too slow to match. */
record Glob(String text, Pattern pattern) {
    private static final int STEPS_MAX = 1_000_000;

    /** As Go's {@code filepath.Match}. */
    static Glob ofCopy(String text) {
        return new Glob(text, new GlobRegex(text, false).compile());
    }

    /** As in a .dockerignore, where two stars mean any number of folders. */
    static Glob ofIgnore(String text) {
        return new Glob(text, new GlobRegex(text, true).compile());
    }

    boolean matches(String path) {
        return pattern.matcher(new Counted(path)).matches();
    }

    /** Ends the search for a match that a pattern with many stars would go on with for years. */
    private final class Counted implements CharSequence {
        private final String path;
        private int steps;

        Counted(String path) {
            this.path = path;
        }

        @Override
        public char charAt(int index) {
            if (++steps > STEPS_MAX) {
                throw new IllegalArgumentException("the pattern %s takes too long".formatted(text));
            }
            return path.charAt(index);
        }

        @Override
        public int length() {
            return path.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return path.subSequence(start, end);
        }

        @Override
        public String toString() {
            return path;
        }
    }
}

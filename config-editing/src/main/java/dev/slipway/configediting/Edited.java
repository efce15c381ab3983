package dev.slipway.configediting;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of edits. All of them are made, or none. */
public sealed interface Edited {

    /** @param files the files that changed, with their new bytes */
    record Changed(Map<String, byte[]> files, List<Change> changes) implements Edited {}

    /** Everything is as wanted already. */
    record Unchanged(List<Place> places) implements Edited {}

    /**
     * Nothing is changed, and trying again can't help until somebody has changed a file or the edit.
     *
     * @param line counted from 1; 0 where no line is meant
     * @param candidates what is there, or what could have been meant
     */
    record Refused(Why why, String file, int line, String reason, String nextStep, List<Place> candidates)
            implements Edited {
        private static final int NAMED_MAX = 8;

        public Refused {
            candidates = List.copyOf(candidates);
        }

        /** What, which and what to do, in one line. */
        public String message() {
            return seen() + "; " + nextStep;
        }

        /** What and which. */
        public String seen() {
            var where = line > 0 ? file + ":" + line + ": " : file.isEmpty() ? "" : file + ": ";
            return where + reason + found();
        }

        private String found() {
            if (candidates.isEmpty()) {
                return "";
            }
            var more = candidates.size() - NAMED_MAX;
            var named = candidates.stream()
                    .limit(NAMED_MAX)
                    .map(it -> it + (why == Why.AMBIGUOUS ? " at " + it.field() : ""))
                    .collect(Collectors.joining(", "));
            return "; found " + named + (more > 0 ? " and " + more + " more" : "");
        }
    }

    enum Why {
        /** What is to be changed is not there. */
        MISSING,
        /** Several places could be meant. */
        AMBIGUOUS,
        /** It is there, but written so that changing it could change something else. */
        UNSAFE
    }
}

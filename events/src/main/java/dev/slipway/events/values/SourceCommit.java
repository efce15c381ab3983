package dev.slipway.events.values;

import java.time.Instant;

/** The commit that an image is made from; {@code subject} is the first line of its message. */
public record SourceCommit(CommitId id, Person author, String subject, Instant at) {
    private static final int SUBJECT_MAX = 200;

    public SourceCommit {
        subject = Texts.cut(subject, SUBJECT_MAX);
    }
}

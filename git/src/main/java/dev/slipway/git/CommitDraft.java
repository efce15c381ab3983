package dev.slipway.git;

import dev.slipway.events.values.Person;
import java.io.IOException;
import java.time.Instant;

/** A commit to be: who, what to say, and how the tree changes. May be applied several times, upon different trees. */
public record CommitDraft(Person author, Person committer, Instant at, CommitMessage message, Change change) {
    public static final Person SLIPWAY = new Person("Slipway", "slipway@slipway.invalid");

    public CommitDraft(Person author, Instant at, CommitMessage message, Change change) {
        this(author, SLIPWAY, at, message, change);
    }

    /** Changes a tree. Writing what is there already makes no commit. */
    @FunctionalInterface
    public interface Change {
        void apply(WorkingTree tree) throws IOException, GitRefused;
    }
}

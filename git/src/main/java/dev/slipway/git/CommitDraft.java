package dev.slipway.git;

import dev.slipway.events.values.Person;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit to be: who, what to say, and how the tree changes. May be applied several times, upon different trees.
 *
 * @param signer absent: it is not signed
 */
public record CommitDraft(
        Person author,
        Person committer,
        Instant at,
        CommitMessage message,
        Change change,
        @Nullable CommitSigner signer) {
    public static final Person SLIPWAY = new Person("Slipway", "slipway@slipway.invalid");

    public CommitDraft(Person author, Person committer, Instant at, CommitMessage message, Change change) {
        this(author, committer, at, message, change, null);
    }

    public CommitDraft(Person author, Instant at, CommitMessage message, Change change) {
        this(author, SLIPWAY, at, message, change);
    }

    public CommitDraft signedBy(@Nullable CommitSigner with) {
        return new CommitDraft(author, committer, at, message, change, with);
    }

    /** Changes a tree. Writing what is there already makes no commit. */
    @FunctionalInterface
    public interface Change {
        void apply(WorkingTree tree) throws IOException, GitRefused;
    }
}

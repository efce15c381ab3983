package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.FooterLine;
import org.eclipse.jgit.revwalk.RevCommit;

/** A commit as it was found. */
public record CommitInfo(
        CommitId id,
        List<CommitId> parents,
        Person author,
        Instant authoredAt,
        Person committer,
        Instant committedAt,
        String subject,
        String message,
        List<Trailer> trailers) {

    /** The value of the last trailer of that name. */
    public Optional<String> trailer(String key) {
        return trailers.reversed().stream()
                .filter(trailer -> trailer.key().equalsIgnoreCase(key))
                .map(Trailer::value)
                .findFirst();
    }

    static CommitInfo of(RevCommit commit) {
        var message = commit.getFullMessage();
        var author = commit.getAuthorIdent();
        var committer = commit.getCommitterIdent();
        return new CommitInfo(
                new CommitId(commit.name()),
                List.of(commit.getParents()).stream()
                        .map(parent -> new CommitId(parent.name()))
                        .toList(),
                person(author),
                author.getWhenAsInstant(),
                person(committer),
                committer.getWhenAsInstant(),
                commit.getShortMessage(),
                message,
                trailersOf(message));
    }

    static List<Trailer> trailersOf(String message) {
        return FooterLine.fromMessage(message).stream()
                .map(line -> new Trailer(line.getKey(), line.getValue()))
                .toList();
    }

    private static Person person(PersonIdent ident) {
        return new Person(ident.getName(), ident.getEmailAddress());
    }
}

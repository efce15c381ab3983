package dev.slipway.service.work;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be done: on what, because of what, since when, and when it is tried next. Opened once; only the owner of its
 * partition rewrites or closes it.
 *
 * @param since when the fact that opened it was said
 * @param failingSince when the first of the attempts went wrong that have all gone wrong since
 */
public record Row<W>(
        String resource,
        UUID id,
        Cause cause,
        W intent,
        Instant since,
        int attempts,
        Instant nextTry,
        String waitsFor,
        @Nullable Instant failingSince) {
    private static final char SEPARATOR = '|';

    public static <W> Row<W> open(String resource, String subject, Cause cause, W intent, Instant since) {
        var id = Envelope.idOf(cause.id(), resource, subject);
        return new Row<>(resource, id, cause, intent, since, 0, since, "its turn", null);
    }

    /** The same row, which asks for something else from now on. */
    public Row<W> asking(W other) {
        return asking(other, id);
    }

    /** The same row, of which it is forgotten that attempts went wrong. */
    public Row<W> afresh() {
        return new Row<>(resource, id, cause, intent, since, 0, nextTry, waitsFor, null);
    }

    /** The key of the record: the resource and the fact that opened the row, or those that opened what it gathers. */
    public String key() {
        return resource + SEPARATOR + id;
    }

    static String resourceOf(String key) {
        return key.substring(0, key.lastIndexOf(SEPARATOR));
    }

    /** The key of what an actor keeps about a resource. */
    static String noteKey(String resource) {
        return resource + SEPARATOR + "note";
    }

    static boolean isNote(String key) {
        return key.endsWith(SEPARATOR + "note");
    }

    /**
     * One row for this and a younger one, where the two can be one. It is a row of its own: whichever of the two comes again, or is being
     * acted on already, takes nothing of it away.
     */
    @SuppressWarnings("unchecked") // rows of a resource have intents of one family
    public Optional<Row<W>> with(Row<W> younger) {
        return intent instanceof Gathers<?> gathers
                ? ((Gathers<W>) gathers)
                        .with(younger.cause, younger.intent)
                        .map(both -> asking(both, Envelope.idOf(id, resource, younger.id.toString())))
                : Optional.empty();
    }

    private Row<W> asking(W both, UUID known) {
        return new Row<>(resource, known, cause, both, since, attempts, nextTry, waitsFor, failingSince);
    }

    Row<W> dueAt(Instant now) {
        return due(now) ? this : waiting(now, waitsFor);
    }

    Row<W> waiting(Instant until, String why) {
        return new Row<>(resource, id, cause, intent, since, attempts, until, why, failingSince);
    }

    Row<W> failed(Instant now, Instant until, String why) {
        return new Row<>(resource, id, cause, intent, since, attempts + 1, until, why, firstFailure(now));
    }

    /** Time in which it was due and nobody tried (a pause, a service that was down) is no time of failing. */
    Row<W> withoutIdle(Instant now) {
        if (failingSince == null || !due(now)) {
            return this;
        }
        var failing = failingSince.plus(Duration.between(nextTry, now));
        return new Row<>(resource, id, cause, intent, since, attempts, nextTry, waitsFor, failing);
    }

    public boolean due(Instant now) {
        return !nextTry.isAfter(now);
    }

    /** How long attempts have gone wrong without a break. */
    Duration failingFor(Instant now) {
        return Duration.between(firstFailure(now), now);
    }

    private Instant firstFailure(Instant now) {
        return failingSince == null ? now : failingSince;
    }
}

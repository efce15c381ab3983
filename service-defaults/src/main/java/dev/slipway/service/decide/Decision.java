package dev.slipway.service.decide;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fact leads to: the state after it, facts to publish, work to open. All or nothing of it happens. */
public record Decision<S>(S state, List<Said> facts, List<Opened> work) {

    public Decision {
        facts = List.copyOf(facts);
        work = List.copyOf(work);
    }

    /** @param cause why, where that is not the fact that is being decided */
    public record Said(Event event, @Nullable Cause cause) {}

    /**
     * A row of open work.
     *
     * @param resource what must be serialised
     * @param subject tells rows apart that the same fact opens on the same resource
     */
    public record Opened(
            String resource,
            String subject,
            Object intent,
            @Nullable Cause cause) {}

    public static <S> Decision<S> of(S state) {
        return new Decision<>(state, List.of(), List.of());
    }

    public Decision<S> with(S changed) {
        return new Decision<>(changed, facts, work);
    }

    public Decision<S> say(Event event) {
        return say(event, null);
    }

    public Decision<S> say(Event event, @Nullable Cause cause) {
        return new Decision<>(state, plus(facts, new Said(event, cause)), work);
    }

    public Decision<S> open(String resource, String subject, Object intent) {
        return open(resource, subject, intent, null);
    }

    public Decision<S> open(String resource, String subject, Object intent, @Nullable Cause cause) {
        return new Decision<>(state, facts, plus(work, new Opened(resource, subject, intent, cause)));
    }

    /** This, with a cause for all that has none of its own yet. */
    public Decision<S> because(Cause cause) {
        return new Decision<>(
                state,
                facts.stream()
                        .map(said -> said.cause() == null ? new Said(said.event(), cause) : said)
                        .toList(),
                work.stream()
                        .map(row -> row.cause() == null
                                ? new Opened(row.resource(), row.subject(), row.intent(), cause)
                                : row)
                        .toList());
    }

    /** This, and what was decided upon its state. */
    public Decision<S> and(Decision<S> then) {
        return new Decision<>(then.state, plus(facts, then.facts), plus(work, then.work));
    }

    private static <T> List<T> plus(List<T> list, List<T> more) {
        var longer = new ArrayList<>(list);
        longer.addAll(more);
        return longer;
    }

    private static <T> List<T> plus(List<T> list, T more) {
        return plus(list, List.of(more));
    }
}

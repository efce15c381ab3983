package dev.slipway.console.core.work;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.work.Requests.Again;
import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.CatalogEvent.ProjectRemoved;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.DesiredEvent;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.control.Control.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Dead letters that go into their service once more: those that it would read, and into their own project. */
public final class Letters {
    private static final String CATALOG = "catalog";
    private static final EventCodec CODEC = new EventCodec(List.of(
            PushEvent.class,
            ImageEvent.class,
            CommandEvent.class,
            ConfigEvent.class,
            SyncEvent.class,
            DesiredEvent.class,
            CatalogEvent.class));
    private final Work work;
    private final Requests requests;
    private final CatalogTopic catalog;

    public Letters(Work work, Requests requests, CatalogTopic catalog) {
        this.work = work;
        this.requests = requests;
        this.catalog = catalog;
    }

    /** @throws Impossible if its service would not use it */
    public void replay(DeadLetter letter, String by) {
        var record = record(letter);
        event(record).ifPresent(this::mustHold);
        requests.replay(List.of(new Again(letter.service(), project(letter, record), record)), by);
    }

    /**
     * As a new event, whose cause is the one that could not be used.
     *
     * @throws Impossible if its service would not use it, or if it belongs elsewhere
     */
    public void edit(DeadLetter letter, byte[] value, String by) {
        var old = record(letter);
        if (old.topic().equals(CATALOG)) {
            throw new Impossible(
                    "a declaration is corrected in its document, for all services at once; then drop " + letter.id());
        }
        var project = project(letter, old);
        var edited = new Recorded(old.topic(), corrected(letter, old, value), value);
        mustBeReadable(letter, edited);
        named(edited).filter(named -> !named.equals(project)).ifPresent(named -> {
            throw new Impossible("the letter belongs to project " + project + ", the corrected value to " + named
                    + "; a correction stays in its project");
        });
        requests.replay(List.of(new Again(letter.service(), project, edited)), by);
    }

    /** What only its service can read is read there. */
    private static void mustBeReadable(DeadLetter letter, Recorded edited) {
        try {
            var _ = CODEC.decode(edited.headers(), edited.value());
        } catch (IllegalArgumentException e) {
            throw new Impossible("the correction of " + letter.id() + " cannot be used either: " + e.getMessage()
                    + "; send the whole value as it should have been");
        }
    }

    private static Map<String, String> corrected(DeadLetter letter, Recorded old, byte[] value) {
        var headers = new HashMap<>(old.headers());
        var id = headers.getOrDefault("ce_id", letter.id());
        var name = id + new String(value, StandardCharsets.UTF_8);
        headers.put("ce_cause", id);
        headers.put(
                "ce_id",
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        return headers;
    }

    private Recorded record(DeadLetter letter) {
        var service = letter.service();
        if (!work.services().contains(service)) {
            throw new Impossible(service + " takes no replays; it reads its topics again after a restart");
        }
        var record = requests.record(letter)
                .orElseThrow(() -> new Impossible("dead letter " + letter.id() + " was no fact but " + letter.origin()
                        + "; it can only be dropped"));
        if (record.topic().endsWith(".control")) {
            throw new Impossible("dead letter " + letter.id() + " was no fact, but what somebody asked of " + service
                    + ", which does not read it twice: ask again (slipway retry, give-up, replay, or dead-letters"
                    + " replay of the letter that was replayed), then drop this one");
        }
        if (record.topic().endsWith(".work")) {
            throw new Impossible("dead letter " + letter.id() + " was no fact, but a row of open work, which " + service
                    + " does not read twice: let it decide on what opened the row once more (slipway replay --service "
                    + service + " --delivery ID), then drop this one");
        }
        return record;
    }

    /** An older declaration would take the place of a newer one. */
    private void mustHold(Event event) {
        if (!(event instanceof CatalogEvent declaration)) {
            return;
        }
        var holds = catalog.held().map(held -> switch (declaration) {
            case ProjectDeclared declared -> declared.equals(held.get(declared.project()));
            case ProjectRemoved removed -> !held.containsKey(removed.project());
        });
        if (!holds.orElse(true)) { // not read yet: the service looks for itself
            throw new Impossible("the catalog says something newer about " + declaration.project()
                    + "; drop this one, and change the document where it is not right");
        }
    }

    /** Whose partition it belongs to. */
    private static String project(DeadLetter letter, Recorded record) {
        var subject = record.headers().getOrDefault("ce_subject", "");
        return named(record)
                .orElseGet(() -> subject.isEmpty() ? String.valueOf(letter.key()) : subject.split("/", 2)[0]);
    }

    private static Optional<String> named(Recorded record) {
        try {
            return event(record).map(Event::project);
        } catch (NullPointerException e) {
            return Optional.empty(); // what names its project is missing in it
        }
    }

    /** Empty where only its service can read it, or nobody. */
    private static Optional<Event> event(Recorded record) {
        try {
            return CODEC.decode(record.headers(), record.value()).map(Fact::event);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

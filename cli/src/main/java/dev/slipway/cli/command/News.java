package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.screen.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is new about a delivery since it was seen the last time. The console sends all of it with each change. */
final class News {
    private static final int REMEMBERED = 1_000;
    private final Words words;
    private final Map<String, Set<String>> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param what tells one piece of news of a delivery from another */
    private record Item(String what, String at, Span text) {

        Instant time() {
            return Times.parse(at).orElse(Instant.EPOCH);
        }
    }

    News(Words words) {
        this.words = words;
    }

    /** One line each, in the order of their time. */
    List<List<Span>> of(JsonNode delivery) {
        if (delivery.path("idle").asBoolean()) {
            return List.of(); // a push that concerns no environment, or none yet
        }
        var known = told.computeIfAbsent(Shown.text(delivery, "id"), _ -> new HashSet<>());
        return items(delivery).stream()
                .filter(item -> known.add(item.what))
                .sorted(Comparator.comparing(Item::time))
                .map(item -> line(delivery, item))
                .toList();
    }

    private List<Span> line(JsonNode delivery, Item item) {
        return List.of(
                Span.plain(Shown.id(delivery, "id")),
                Span.dim("  %9s  ".formatted("+" + Times.between(Shown.text(delivery, "started"), item.at))),
                Span.plain(Shown.text(delivery, "project") + "  "),
                item.text);
    }

    private List<Item> items(JsonNode delivery) {
        var items = new ArrayList<Item>();
        var asked = Shown.asked(words, delivery);
        var began = asked.isEmpty()
                ? words.say(
                        "watch.received",
                        Shown.text(delivery, "repository"),
                        Shown.text(delivery, "branch"),
                        Shown.id(delivery, "commit"))
                : asked;
        items.add(new Item("received", Shown.text(delivery, "started"), State.WORKING.with(began)));
        for (var build : delivery.path("builds")) {
            var of = Shown.text(build, "application");
            // Nobody knows a commit's subject before its build has begun.
            var subject = Shown.text(build, "phase").equals("building") ? Shown.text(delivery, "subject") : "";
            phase(items, build, of, of + "  " + subject);
        }
        for (var release : delivery.path("releases")) {
            var origin = Shown.text(release, "origin");
            var of = Shown.text(release, "environment") + " " + Shown.text(release, "application")
                    + (origin.isEmpty() ? "" : "  " + words.word("origin", origin));
            phase(items, release, Shown.text(release, "id"), of);
        }
        for (var line : delivery.path("lines")) {
            items.add(line(line));
        }
        if (delivery.hasNonNull("installation")) {
            installation(items, delivery.path("installation"));
        }
        for (var trouble : delivery.path("troubles")) {
            var where = Shown.text(trouble, "where");
            var at = Shown.text(trouble, "at");
            items.add(
                    new Item("trouble " + where + at, at, State.FAILED.with(failure(where, trouble.path("failure")))));
        }
        for (var message : delivery.path("messages")) {
            items.add(message(message));
        }
        return items;
    }

    /** A failure is told once, with its reason, as a trouble. */
    private void phase(List<Item> items, JsonNode node, String id, String of) {
        var phase = Shown.text(node, "phase");
        if (!phase.equals("failed")) {
            var text = words.word("phase", phase) + "  " + of + "  " + Shown.text(node, "note")
                    + (node.hasNonNull("nextStep") ? "; " + Shown.text(node, "nextStep") : "");
            items.add(new Item(
                    id + " " + phase,
                    Shown.text(node, "since"),
                    State.ofPhase(phase).with(text.strip())));
        }
    }

    /** What is about to begin was asked for just now; a failure is told with its reason, as a trouble. */
    private void installation(List<Item> items, JsonNode installation) {
        var objects = Shown.text(installation, "objects");
        var isDone = Shown.text(installation, "state").equals("done");
        if (isDone || installation.hasNonNull("now")) {
            var applied = Shown.text(installation, "applied");
            var now = Shown.text(installation, "now");
            var version = Shown.text(installation, "version");
            items.add(new Item(
                    "installation " + isDone + applied + now,
                    Shown.text(installation, "since"),
                    isDone
                            ? State.DONE.with(
                                    words.say("install.done", objects, version).strip())
                            : State.WORKING.with(words.say("install.goes", applied, objects, now))));
        }
    }

    private Item line(JsonNode line) {
        var held = line.path("held").asBoolean();
        var at = Shown.text(line, "at");
        var text = words.word("change", held ? "held" : "freed") + "  " + Shown.text(line, "environment") + " "
                + Shown.text(line, "application") + "  " + Shown.text(line, "why");
        return new Item("line " + held + at, at, (held ? State.WAITS_FOR_A_PERSON : State.DONE).with(text.strip()));
    }

    private Item message(JsonNode message) {
        var channel = Shown.text(message, "channel");
        var at = Shown.text(message, "at");
        var text = message.hasNonNull("failure")
                ? State.FAILED.with(failure(channel, message.path("failure")))
                : State.WORKING.with(words.say("watch.told", channel, Shown.text(message, "title")));
        return new Item("message " + channel + at, at, text);
    }

    private String failure(String where, JsonNode failure) {
        return words.say(
                "watch.failed",
                where,
                words.word("segment", Shown.text(failure, "segment")),
                Shown.text(failure, "seen"),
                Shown.text(failure, "nextStep"));
    }
}

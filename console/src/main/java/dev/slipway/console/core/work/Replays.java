package dev.slipway.console.core.work;

import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Event;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.wire.WireNames;
import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.control.WhatIfAnswered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which facts go into which service again, and what would come of it. */
public final class Replays {
    private static final Map<String, Set<String>> INPUTS = Map.of(
            "build-service", Set.of("push"),
            "config-updater", Set.of("push", "image", "config", "sync"),
            "notifier", Set.of("push", "image", "config", "sync"));
    private static final Map<String, String> TOPICS = topics();
    private final Requests requests;

    public Replays(Requests requests) {
        this.requests = requests;
    }

    public record Asking(String service, List<RawEvent> facts, String by) {}

    public record Replayed(String service, int facts) {}

    /**
     * What the deciders would do now.
     *
     * @param isNew whether it has not happened yet; what has is said again with the same id
     */
    public record Would(String says, boolean isNew) {}

    /** @param silent the projects whose service did not answer in time */
    public record DryRun(
            String service,
            int facts,
            List<Would> would,
            List<WhatIfAnswered.Opened> opens,
            List<String> errors,
            Set<String> silent) {}

    public Set<String> services() {
        return new TreeSet<>(INPUTS.keySet());
    }

    public Replayed replay(Asking asking) {
        var facts = inputs(asking);
        facts.forEach(fact -> requests.replay(asking.service(), fact.project(), recorded(fact), asking.by()));
        return new Replayed(asking.service(), facts.size());
    }

    public DryRun dryRun(Asking asking) {
        var facts = inputs(asking);
        var happened = asking.facts().stream().map(RawEvent::id).collect(Collectors.toSet());
        var would = new ArrayList<Would>();
        var opens = new ArrayList<WhatIfAnswered.Opened>();
        var errors = new ArrayList<String>();
        var silent = new TreeSet<String>();
        var byProject =
                facts.stream().collect(Collectors.groupingBy(RawEvent::project, TreeMap::new, Collectors.toList()));
        byProject.forEach((project, its) -> requests.whatIf(
                        asking.service(),
                        project,
                        its.stream().map(Replays::recorded).toList())
                .ifPresentOrElse(
                        answer -> {
                            answer.says().forEach(said -> would.add(would(said, happened)));
                            opens.addAll(answer.opens());
                            errors.addAll(answer.errors());
                        },
                        () -> silent.add(project)));
        return new DryRun(asking.service(), facts.size(), would, opens, errors, silent);
    }

    private static Would would(WhatIfAnswered.Said said, Set<UUID> happened) {
        return new Would(said.type() + " " + said.subject(), !happened.contains(said.id()));
    }

    private static List<RawEvent> inputs(Asking asking) {
        var inputs = INPUTS.getOrDefault(asking.service(), Set.of());
        return asking.facts().stream()
                .filter(fact -> inputs.contains(TOPICS.getOrDefault(fact.type(), "")))
                .toList();
    }

    private static Recorded recorded(RawEvent event) {
        var headers = new HashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id().toString());
        headers.put("ce_type", event.type());
        headers.put("ce_source", event.source());
        headers.put("ce_subject", event.subject());
        headers.put("ce_time", event.time().toString());
        if (event.delivery() != null) {
            headers.put("ce_delivery", event.delivery().toString());
        }
        if (event.cause() != null) {
            headers.put("ce_cause", event.cause().toString());
        }
        return new Recorded(
                Objects.requireNonNull(TOPICS.get(event.type())),
                headers,
                event.data().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> topics() {
        var topics = new HashMap<String, String>();
        Map<String, Class<? extends Event>> families = Map.of(
                "push", PushEvent.class,
                "image", ImageEvent.class,
                "config", ConfigEvent.class,
                "sync", SyncEvent.class,
                "notice", NoticeEvent.class);
        families.forEach(
                (topic, family) -> WireNames.factsOf(family).forEach(fact -> topics.put(WireNames.of(fact), topic)));
        return Map.copyOf(topics);
    }
}

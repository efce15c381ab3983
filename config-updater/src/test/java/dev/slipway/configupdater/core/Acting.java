package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.configupdater.core.ConfigWork.RequestHeard;
import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A config branch's rows and note, kept from one act to the next as the table of open work keeps them. */
public final class Acting {
    private final String branch;
    private final Map<String, Row<ConfigWork>> rows = new LinkedHashMap<>();
    private Instant now = Samples.NOON;
    private @Nullable Object note;
    private long opened;

    public Acting(String branch) {
        this.branch = branch;
    }

    public void open(ConfigWork work) {
        var cause = new Cause(new UUID(7, ++opened), Samples.DELIVERY, null);
        var row = Row.open(branch, "it", cause, work, now);
        rows.put(row.key(), row);
    }

    public void pushed(Repository repository, @Nullable CommitId before, CommitId after) {
        open(new ConfigPush(
                repository,
                "k8s-config",
                before,
                after,
                new Ordinal(1_000 + opened),
                List.of(new Place(Samples.PROD, "k8s"))));
    }

    public void told(Repository repository, ConfigChange change) {
        open(new RequestHeard(repository, "k8s-config", change.proposalBranch()));
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** @return what was said */
    public List<Event> act(ConfigBranches branches) {
        var outcome = branches.act(branch, List.copyOf(rows.values()), stage());
        outcome.closed().forEach(row -> rows.remove(row.key()));
        for (var later : outcome.later()) {
            var row = later.row();
            var waits = new Row<>(
                    row.resource(),
                    row.id(),
                    row.cause(),
                    row.intent(),
                    row.since(),
                    row.attempts() + (later.failed() ? 1 : 0),
                    now.plus(later.failed() ? Duration.ofSeconds(1) : later.delay()),
                    later.why(),
                    row.failingSince());
            rows.put(row.key(), waits);
        }
        note = outcome.note() == null ? note : outcome.note();
        return outcome.facts().stream().map(Outcome.Said::event).toList();
    }

    /** An act of which nothing was written: the process died at its end. */
    public void actAndDie(ConfigBranches branches) {
        branches.act(branch, List.copyOf(rows.values()), stage());
    }

    public void giveUp(ConfigBranches branches) {
        for (var row : List.copyOf(rows.values())) {
            var ended = branches.giveUp(row, new Failure(Segment.CONFIG, "given up by lihua", "push again"), stage());
            note = Objects.requireNonNullElse(ended.note(), note);
            rows.remove(row.key());
        }
    }

    public List<Row<ConfigWork>> rows() {
        return new ArrayList<>(rows.values());
    }

    public Instant now() {
        return now;
    }

    private Stage<ConfigWork> stage() {
        return new NoStage(now, note);
    }
}

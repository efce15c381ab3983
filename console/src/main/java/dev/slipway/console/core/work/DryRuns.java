package dev.slipway.console.core.work;

import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.work.DesiredRows.DesiredRow;
import dev.slipway.console.core.work.DryRun.Applies;
import dev.slipway.console.core.work.DryRun.More;
import dev.slipway.console.core.work.DryRun.Would;
import dev.slipway.console.core.work.Replays.Asking;
import dev.slipway.console.core.work.Requests.Again;
import dev.slipway.console.core.work.Requests.Question;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.control.WhatIfAnswered;
import dev.slipway.service.control.WhatIfAnswered.Cut;
import dev.slipway.service.control.WhatIfAnswered.Opened;
import dev.slipway.service.control.WhatIfAnswered.Said;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks services what they would do: of each project in one question, so that what follows is decided upon what came before. */
final class DryRuns {
    /** For all but the records. */
    private static final int FRAME_BYTES = 4096;

    private static final Cut NOTHING = new Cut(0, 0, 0);
    private final Requests requests;
    private final Deliveries deliveries;

    DryRuns(Requests requests, Deliveries deliveries) {
        this.requests = requests;
        this.deliveries = deliveries;
    }

    DryRun of(Asking asking, List<Again> records) {
        var questions = questions(records);
        var answers = requests.whatIf(questions);
        var silent = new TreeSet<String>();
        questions.stream()
                .filter(question -> !answers.containsKey(question.id()))
                .forEach(question -> silent.add(question.project()));
        var inOrder = questions.stream()
                .map(q -> answers.get(q.id()))
                .filter(Objects::nonNull)
                .toList();
        var happened = asking.facts().stream().map(RawEvent::id).collect(Collectors.toSet());
        var asked = questions.stream().mapToInt(q -> q.records().size()).sum();
        return new DryRun(
                asking.service(),
                records.size(),
                all(inOrder, WhatIfAnswered::says).stream()
                        .map(said -> would(said, happened))
                        .toList(),
                all(inOrder, WhatIfAnswered::opens),
                List.of(),
                all(inOrder, WhatIfAnswered::errors),
                silent,
                more(records.size() - asked, inOrder));
    }

    DryRun ofRows(Asking asking, List<DesiredRow> rows) {
        var decided = of(asking, rows.stream().map(Inputs::again).toList());
        var opened = decided.opens().stream().map(Opened::resource).collect(Collectors.toSet());
        var applies = rows.stream()
                .filter(row -> opened.contains(row.desired().environment().toString()))
                .map(this::applies)
                .toList();
        return new DryRun(
                decided.service(),
                decided.facts(),
                decided.would(),
                decided.opens(),
                applies,
                decided.errors(),
                decided.silent(),
                decided.more());
    }

    private Applies applies(DesiredRow row) {
        var desired = row.desired();
        return new Applies(
                desired.environment().toString(),
                desired.cluster(),
                desired.source().commit().value(),
                deliveries
                        .lastLive(desired.environment())
                        .map(live -> live.commit().value())
                        .orElse(null));
    }

    /** The first records of each project, as many as one question takes. */
    private static List<Question> questions(List<Again> records) {
        var projects = new LinkedHashMap<String, Asked>();
        for (var record : records) {
            projects.computeIfAbsent(record.service() + " " + record.project(), _ -> new Asked(record))
                    .add(record.record());
        }
        return projects.values().stream().map(Asked::question).toList();
    }

    private static final class Asked {
        private final Again first;
        private final List<Recorded> records = new ArrayList<>();
        private int left = EventCodec.TABLE_BYTES_MAX - FRAME_BYTES;

        private Asked(Again first) {
            this.first = first;
        }

        private void add(Recorded record) {
            left -= Json.write(record).length + 1;
            if (left >= 0) {
                records.add(record);
            }
        }

        private Question question() {
            return new Question(UUID.randomUUID(), first.service(), first.project(), records);
        }
    }

    private interface Part<T> {
        List<T> of(WhatIfAnswered answer);
    }

    private static <T> List<T> all(List<WhatIfAnswered> answers, Part<T> part) {
        return answers.stream().map(part::of).flatMap(Collection::stream).toList();
    }

    private static @Nullable More more(int facts, List<WhatIfAnswered> answers) {
        var says = 0;
        var opens = 0;
        var errors = 0;
        for (var answer : answers) {
            var cut = Objects.requireNonNullElse(answer.cut(), NOTHING);
            says += cut.says();
            opens += cut.opens();
            errors += cut.errors();
        }
        var more = new More(facts, says, opens, errors);
        return more.equals(new More(0, 0, 0, 0)) ? null : more;
    }

    private static Would would(Said said, Set<UUID> happened) {
        return new Would(said.type() + " " + said.subject(), !happened.contains(said.id()));
    }
}

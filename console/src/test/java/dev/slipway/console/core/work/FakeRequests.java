package dev.slipway.console.core.work;

import dev.slipway.console.core.work.DeadLetter.Fate;
import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.control.Control.WhatIfAsked;
import dev.slipway.service.control.WhatIfAnswered;
import dev.slipway.service.control.WhatIfAnswered.Opened;
import dev.slipway.service.control.WhatIfAnswered.Said;
import dev.slipway.service.work.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what is asked; services answer as they were told. */
final class FakeRequests implements Requests {
    final List<Again> replayed = new ArrayList<>();
    final List<Question> questions = new ArrayList<>();
    final Set<String> silent = new HashSet<>();
    List<Said> says = List.of();
    List<Opened> opens = List.of();

    @Nullable
    Recorded record;

    @Override
    public void order(String service, List<Order> orders) {
        throw new UnsupportedOperationException("no test orders");
    }

    @Override
    public void replay(List<Again> records, String by) {
        replayed.addAll(records);
    }

    @Override
    public Map<UUID, WhatIfAnswered> whatIf(List<Question> asked) {
        questions.addAll(asked);
        var answers = new HashMap<UUID, WhatIfAnswered>();
        for (var question : asked) {
            if (!silent.contains(question.project())) {
                var control =
                        new WhatIfAsked(question.service(), question.project(), question.id(), question.records());
                answers.put(question.id(), WhatIfAnswered.of(control, says, opens, List.of()));
            }
        }
        return answers;
    }

    @Override
    public Optional<Recorded> record(DeadLetter letter) {
        return Optional.ofNullable(record);
    }

    @Override
    public void settle(DeadLetter letter, Fate fate) {
        throw new UnsupportedOperationException("no test settles");
    }
}

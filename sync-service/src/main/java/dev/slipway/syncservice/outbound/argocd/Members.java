package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a set's Applications are, each by its name.
 *
 * @param later those that are to be looked at again later, and why
 */
record Members(Map<String, Rollout> rollouts, Map<String, IOException> later) {
    private static final int NAMED_MAX = 3;

    Set<String> names() {
        var names = new HashSet<>(rollouts.keySet());
        names.addAll(later.keySet());
        return names;
    }

    long underWay() {
        return rollouts.values().stream().filter(UnderWay.class::isInstance).count();
    }

    /** @throws IOException if nothing is left but what must be looked at again later */
    Rollout together() throws IOException {
        var broken = new ArrayList<Broken>();
        var rest = new ArrayList<Rollout>();
        rollouts.values().forEach(rollout -> {
            var last = rollout;
            while (last instanceof Broken one) {
                broken.add(one);
                last = one.others();
            }
            rest.add(last);
        });
        if (broken.isEmpty() && underWay() == 0 && !later.isEmpty()) {
            throw later.values().iterator().next();
        }
        var together = rest(rest);
        for (var one : broken.reversed()) {
            together = new Broken(named(one.why()), one.images(), together);
        }
        return together;
    }

    private Rollout rest(List<Rollout> rest) {
        var waiting = rest.stream()
                .filter(UnderWay.class::isInstance)
                .map(UnderWay.class::cast)
                .toList();
        if (waiting.isEmpty() && later.isEmpty()) {
            return new Done(rest.stream()
                    .mapToInt(one -> one instanceof Done done ? done.podsReady() : 0)
                    .sum());
        }
        var canTell = later.isEmpty()
                && waiting.stream().noneMatch(one -> one.images().isEmpty());
        return new UnderWay(
                progress(),
                canTell ? waiting.stream().flatMap(one -> one.images().stream()).collect(Collectors.toSet()) : Set.of(),
                waiting.stream().anyMatch(one -> one.waitsFor() == Segment.CLUSTER) ? Segment.CLUSTER : Segment.ENGINE);
    }

    private String progress() {
        var live = rollouts.values().stream().filter(Done.class::isInstance).count();
        var waiting = new ArrayList<String>();
        rollouts.forEach((name, rollout) -> {
            if (rollout instanceof UnderWay underWay) {
                waiting.add(name + ": " + underWay.seen());
            }
        });
        later.forEach((name, why) -> waiting.add(name + ": " + why.getMessage()));
        return live + " of " + names().size() + " Applications are live; "
                + waiting.stream().limit(NAMED_MAX).collect(Collectors.joining("; "));
    }

    private Failure named(Failure why) {
        var failed = rollouts.entrySet().stream()
                .filter(one -> one.getValue() instanceof Broken)
                .map(Map.Entry::getKey)
                .toList();
        var which = failed.stream().limit(NAMED_MAX).collect(Collectors.joining(", "))
                + (failed.size() > NAMED_MAX ? " and " + (failed.size() - NAMED_MAX) + " more" : "");
        return new Failure(
                why.segment(),
                failed.size() + " of " + names().size() + " Applications fail (" + which + "): " + why.seen(),
                why.nextStep());
    }
}

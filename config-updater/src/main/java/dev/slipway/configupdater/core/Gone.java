package dev.slipway.configupdater.core;

import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An environment that has left the catalog: its sync-service is told so, and told again what it is to be when it comes back: what Git says,
 * also where the engine had gone back ahead of that. What runs there stays.
 *
 * @param declared as it was declared last
 * @param missed by branch, the newest push that nobody has read for it
 */
record Gone(Environment declared, Repository repository, Map<String, BranchPushed> missed) {

    Gone {
        missed = Map.copyOf(missed);
    }

    private static Optional<Gone> of(@Nullable Project project, String environment) {
        return Optional.ofNullable(project)
                .flatMap(known -> known.environment(environment)
                        .flatMap(declared -> known.repository(declared.config().repository())
                                .map(repository -> new Gone(declared, repository, Map.of()))));
    }

    /** @param before what was declared until now */
    static Decision<Lines> declared(Decision<Lines> decision, @Nullable Project before) {
        var told = decision;
        if (before != null) {
            for (var environment : before.environments()) {
                var was = of(before, environment.name());
                told = was.isPresent() ? left(told, before.ref(environment), was.get()) : told;
            }
        }
        var now = decision.state().project();
        if (now != null) {
            for (var environment : now.environments()) {
                told = back(told, now.ref(environment));
            }
        }
        return told;
    }

    private static Decision<Lines> left(Decision<Lines> decision, EnvironmentRef environment, Gone was) {
        var now = of(decision.state().project(), environment.name());
        if (now.isEmpty()) {
            return DesiredRow.say(
                    decision.with(decision.state().notAhead(environment).with(environment, was)), environment, null);
        }
        return now.get().cluster().equals(was.cluster())
                ? decision
                : moved(decision.with(decision.state().notAhead(environment)), environment, was, now.get());
    }

    /** What is under way goes on in the other cluster, where that can be told what it is. */
    private static Decision<Lines> moved(Decision<Lines> decision, EnvironmentRef environment, Gone was, Gone now) {
        if (now.goesOnFrom(was)) {
            return DesiredRow.say(DesiredRow.gone(decision, environment, was, List.of()), environment, null);
        }
        var told = DesiredRow.gone(decision, environment, was, decision.state().underWayIn(environment));
        return told.with(told.state().withoutTip(environment));
    }

    private static Decision<Lines> back(Decision<Lines> decision, EnvironmentRef environment) {
        var was = decision.state().gone(environment);
        var now = of(decision.state().project(), environment.name());
        if (was == null || now.isEmpty()) {
            return decision;
        }
        var back = decision.with(decision.state().back(environment));
        if (!now.get().goesOnFrom(was)) {
            return back.with(back.state().withoutTip(environment));
        }
        var told = back.state().tip(environment) == null ? back : DesiredRow.say(back, environment, null);
        return read(told, was.missed.values());
    }

    private static Decision<Lines> read(Decision<Lines> decision, Collection<BranchPushed> missed) {
        var project = decision.state().project();
        var read = decision;
        for (var push : missed.stream()
                .sorted(Comparator.comparing(BranchPushed::ordinal).thenComparing(BranchPushed::branch))
                .toList()) {
            read = project == null ? read : Pushes.to(read, project, push);
        }
        return read;
    }

    /** What is pushed to its branches while it is away. */
    static Decision<Lines> missed(Decision<Lines> decision, BranchPushed push) {
        var lines = decision.state();
        for (var entry : decision.state().gones().entrySet()) {
            var environment = EnvironmentRef.parse(entry.getKey());
            var known = lines.of(environment, Release.CONFIG).desired();
            if (entry.getValue().isAbout(push)
                    && (known == null || push.ordinal().isAfter(known.release().ordinal()))) {
                lines = lines.with(environment, entry.getValue().with(push));
            }
        }
        return decision.with(lines);
    }

    private boolean isAbout(BranchPushed push) {
        var config = declared.config();
        return repository.name().equals(push.repository().name())
                && (push.branch().equals(config.branch()) || push.branch().equals(config.createFrom()));
    }

    /** All of them are one, from where the first began. */
    private Gone with(BranchPushed push) {
        var known = missed.get(push.branch());
        if (known != null && !push.ordinal().isAfter(known.ordinal())) {
            return this;
        }
        var more = new HashMap<>(missed);
        more.put(
                push.branch(),
                new BranchPushed(
                        push.repository(),
                        push.branch(),
                        known == null ? push.before() : known.before(),
                        push.after(),
                        push.ordinal(),
                        push.pusher(),
                        push.options()));
        return new Gone(declared, repository, more);
    }

    private String cluster() {
        return declared.engineCluster();
    }

    /** What is known of another folder says nothing of this one: it comes with its next release. */
    private boolean goesOnFrom(Gone was) {
        return repository.path().equals(was.repository.path())
                && declared.config().branch().equals(was.declared.config().branch())
                && declared.config().path().equals(was.declared.config().path());
    }
}

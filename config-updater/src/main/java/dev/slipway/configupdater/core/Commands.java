package dev.slipway.configupdater.core;

import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.OfLine;
import dev.slipway.events.CommandEvent.Promote;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.CommandEvent.Sync;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.Fact;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Decision;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;

/** What people order about lines: refused with a reason, or carried out once. */
final class Commands {
    private Commands() {}

    static Decision<Lines> obey(Lines lines, Fact<? extends OfLine> fact, BiPredicate<Line, UUID> isObeyed) {
        var command = fact.event();
        var project = lines.project();
        var refusal = project == null ? Optional.of("the project is not declared") : refusal(project, command);
        var line = lines.of(command.environment(), command.application());
        var id = fact.envelope().id();
        if (project == null || refusal.isPresent()) {
            return isObeyed.test(line, id) && !fact.isReplayed()
                    ? Decision.of(lines)
                    : refused(
                            lines.gone(command.environment()) == null ? lines : heard(lines, command, id),
                            command,
                            refusal.orElseThrow(),
                            "correct the name, or declare it in the project's document");
        }
        if (isObeyed.test(line, id)) {
            return fact.isReplayed() ? again(lines, project, line, fact) : Decision.of(lines);
        }
        var obeying = lines.with(command.environment(), command.application(), line.obeying(id));
        return switch (command) {
            case Rollback rollback -> Turns.back(obeying, project, rollback, fact.asCause());
            case HoldLine hold -> Holds.hold(obeying, hold);
            case FreeLine free -> Holds.free(obeying, project, free);
            case Promote promote -> Promotions.obey(obeying, project, promote, fact.asCause());
            case Deploy deploy -> Deployments.obey(obeying, project, deploy, fact.asCause());
            case Sync sync -> Syncs.obey(obeying, project, sync);
        };
    }

    /** What was refused because its environment is away is not obeyed, where it comes twice, when that is back. */
    private static Lines heard(Lines lines, OfLine command, UUID id) {
        var line = lines.of(command.environment(), command.application());
        return lines.with(command.environment(), command.application(), line.obeying(id));
    }

    private static Decision<Lines> again(Lines lines, Project project, Line line, Fact<? extends OfLine> fact) {
        return switch (fact.event()) {
            case Deploy deploy -> Deployments.again(lines, project, deploy, fact.asCause());
            case Sync sync -> Syncs.obey(lines, project, sync);
            case Rollback _, HoldLine _, FreeLine _, Promote _ ->
                Turns.again(lines, project, line, fact.envelope().id(), fact.asCause());
        };
    }

    private static Optional<String> refusal(Project project, OfLine command) {
        var environment = project.environment(command.environment().name());
        if (environment.isEmpty()) {
            return Optional.of("there is no environment " + command.environment());
        }
        if (project.repository(environment.get().config().repository()).isEmpty()) {
            return Optional.of("environment " + command.environment() + " has no config repository");
        }
        return command instanceof Sync
                        || project.application(command.application()).isPresent()
                ? Optional.empty()
                : Optional.of("project " + project.project() + " has no application " + command.application());
    }

    static Decision<Lines> refused(Lines lines, OfLine command, String seen, String nextStep) {
        var name = switch (command) {
            case Rollback _ -> "rollback";
            case HoldLine _ -> "hold";
            case FreeLine _ -> "free";
            case Promote _ -> "promote";
            case Deploy _ -> "deploy";
            case Sync _ -> "sync";
        };
        return Decision.of(lines)
                .say(new CommandRefused(
                        command.environment(),
                        command.application(),
                        name,
                        new Failure(Segment.CONFIG, seen, nextStep),
                        command.by()));
    }
}

package dev.slipway.webhookservice.core;

import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.webhookservice.core.Declared.Declaration;
import dev.slipway.webhookservice.core.Ledger.Change;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a repository once, however many hints came, and says what has changed since the last look. The ledger and the facts are one
 * transaction, so each change is said once.
 */
public final class Looker implements Actor<Look> {
    private final Forge forge;
    private final Declared declared;
    private final Consumer<String> warn;

    /** @param warn hears of looks that cannot succeed; they belong to no delivery that could end with it */
    public Looker(Forge forge, Declared declared, Consumer<String> warn) {
        this.forge = forge;
        this.declared = declared;
        this.warn = warn;
    }

    @Override
    public Segment segment() {
        return Segment.GIT;
    }

    @Override
    public Outcome<Look> act(String address, List<Row<Look>> rows, Stage<Look> stage) {
        var declarations = declared.of(address);
        var outcome = Outcome.<Look>none();
        if (!declarations.isEmpty()) {
            Map<String, CommitId> heads;
            try {
                heads = forge.branches(declarations.getFirst().repository());
            } catch (IOException e) {
                return oneLookLater(rows, String.valueOf(e.getMessage()));
            }
            var ledger = stage.note(Ledger.class).orElseGet(Ledger::empty);
            compare(ledger, heads, declarations, rows, outcome);
        }
        rows.forEach(outcome::close);
        return outcome;
    }

    @Override
    public Outcome<Look> giveUp(Row<Look> row, Failure why) {
        warn.accept(row.resource() + ": " + why.seen() + "; " + why.nextStep());
        return Outcome.none();
    }

    /** One look answers all hints, so one row is enough to wait for it; the pusher's name in the others is what this costs. */
    private static Outcome<Look> oneLookLater(List<Row<Look>> rows, String why) {
        var outcome = Outcome.<Look>none().retry(rows.getFirst(), why);
        rows.stream().skip(1).forEach(outcome::close);
        return outcome;
    }

    private void compare(
            Ledger ledger,
            Map<String, CommitId> heads,
            List<Declaration> declarations,
            List<Row<Look>> rows,
            Outcome<Look> outcome) {
        var compared = ledger.compare(heads);
        var projects = declarations.stream().map(d -> d.project().project()).collect(Collectors.toSet());
        if (compared.changes().isEmpty() && ledger.told().equals(projects)) {
            return;
        }
        for (var declaration : declarations) {
            if (ledger.told().contains(declaration.project().project())) {
                compared.changes().forEach(change -> say(change, declaration, rows, outcome));
            } else {
                baseline(compared.after(), declaration, rows, outcome);
            }
        }
        outcome.keep(compared.after().told(projects));
    }

    /** The first that a project hears of a repository: the branches that its environments follow. */
    private void baseline(Ledger ledger, Declaration declaration, List<Row<Look>> rows, Outcome<Look> outcome) {
        ledger.branches().forEach((branch, entry) -> {
            if (entry.head() != null
                    && !declaration.project().environmentsOn(branch).isEmpty()) {
                say(new Change(branch, null, entry.head(), entry.ordinal()), declaration, rows, outcome);
            }
        });
    }

    private static void say(Change change, Declaration declaration, List<Row<Look>> rows, Outcome<Look> outcome) {
        var repository = declaration.project().ref(declaration.repository());
        var hint = rows.stream().filter(row -> tells(row, change)).findFirst();
        outcome.say(
                hint.orElse(rows.getLast()),
                event(change, repository, hint.map(row -> row.intent().pusher()).orElse(null)));
    }

    private static PushEvent event(Change change, RepositoryRef repository, @Nullable String pusher) {
        if (change.after() != null) {
            return new BranchPushed(
                    repository, change.branch(), change.before(), change.after(), change.ordinal(), pusher);
        }
        return new BranchDeleted(
                repository, change.branch(), Objects.requireNonNull(change.before()), change.ordinal());
    }

    private static boolean tells(Row<Look> row, Change change) {
        return change.branch().equals(row.intent().branch())
                && change.after() != null
                && change.after().value().equals(row.intent().after());
    }
}

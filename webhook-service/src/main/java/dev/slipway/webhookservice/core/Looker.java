package dev.slipway.webhookservice.core;

import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.webhookservice.core.Declared.Declaration;
import dev.slipway.webhookservice.core.Ledger.Change;
import dev.slipway.webhookservice.core.Ledger.Compared;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a repository once, however many hints came, and says what has changed since the last look. The ledger and the facts are one
 * transaction, so each change is said once.
 */
public final class Looker implements Actor<Look> {
    private static final Duration UNTIL_DECLARED = Duration.ofMillis(200);
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
        if (!declared.whole()) {
            return later(rows, UNTIL_DECLARED, "the catalog");
        }
        var outcome = Outcome.<Look>none();
        Map<String, CommitId> heads = null;
        var readable = new ArrayList<Declaration>();
        for (var declarations : byCredentials(declared.of(address))) {
            try {
                heads = forge.branches(declarations.getFirst().repository());
                readable.addAll(declarations);
            } catch (NotNow e) {
                return later(rows, e.in(), String.valueOf(e.getMessage()));
            } catch (IOException e) {
                return oneLookLater(rows, String.valueOf(e.getMessage()));
            } catch (PermanentFailure e) {
                refused(declarations, e.failure());
            }
        }
        if (heads != null) {
            compare(stage.note(Ledger.class).orElseGet(Ledger::empty), heads, readable, rows, outcome);
        }
        rows.forEach(outcome::close);
        return outcome;
    }

    /** Each project hears only what its own credentials can read. */
    private static Collection<List<Declaration>> byCredentials(List<Declaration> declarations) {
        return declarations.stream()
                .collect(Collectors.groupingBy(
                        d -> Optional.ofNullable(d.repository().credentials()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private static Outcome<Look> later(List<Row<Look>> rows, Duration in, String waitsFor) {
        var outcome = Outcome.<Look>none();
        rows.forEach(row -> outcome.again(row, in, waitsFor));
        return outcome;
    }

    private void refused(List<Declaration> declarations, Failure why) {
        var projects = declarations.stream().map(d -> d.project().project()).collect(Collectors.joining(", "));
        warn.accept("repository of " + projects + ": " + why.seen() + "; " + why.nextStep());
    }

    @Override
    public Outcome<Look> giveUp(Row<Look> row, Failure why, Stage<Look> stage) {
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
        var follow = declarations.stream()
                .collect(Collectors.toMap(d -> d.project().project(), Looker::followed, Looker::both));
        if (compared.changes().isEmpty() && ledger.told().equals(follow)) {
            return;
        }
        for (var declaration : declarations) {
            var told = ledger.told().get(declaration.project().project());
            if (told != null) {
                compared.changes().forEach(change -> say(change, declaration, rows, outcome));
            }
            newlyFollowed(ledger, compared, declaration, told == null ? Set.of() : told)
                    .forEach(change -> say(change, declaration, rows, outcome));
        }
        outcome.keep(compared.after().told(follow));
    }

    /** The branches that environments of the project follow now and did not before: as they stand. */
    private static Stream<Change> newlyFollowed(
            Ledger before, Compared compared, Declaration declaration, Set<String> told) {
        var changed = before.told().containsKey(declaration.project().project())
                ? compared.changes().stream().map(Change::branch).collect(Collectors.toSet())
                : Set.<String>of();
        return compared.after().branches().entrySet().stream()
                .filter(entry -> !changed.contains(entry.getKey()))
                .filter(entry -> isNew(declaration.project().environmentsOn(entry.getKey()), told))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Change(
                        entry.getKey(),
                        null,
                        entry.getValue().head(),
                        entry.getValue().ordinal()));
    }

    private static boolean isNew(List<Environment> followers, Set<String> told) {
        return !followers.isEmpty() && followers.stream().noneMatch(follower -> told.contains(follower.branch()));
    }

    private static Set<String> followed(Declaration declaration) {
        return declaration.project().environments().stream()
                .map(Environment::branch)
                .collect(Collectors.toSet());
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
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

package dev.slipway.webhookservice.core;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.webhookservice.core.Declared.Declaration;
import dev.slipway.webhookservice.core.Ledger.RefChange;
import dev.slipway.webhookservice.core.Look.Word;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at a repository once, however many hints came, and says what has changed since the last look. The ledger and the facts are one
 * transaction, so each change is said once.
 */
final class RepositoryLooker {
    private static final Duration UNTIL_DECLARED = Duration.ofMillis(200);
    private static final Duration UNTIL_MENDED = Duration.ofMinutes(1);
    private final Forge forge;
    private final Declared declared;
    private final Consumer<String> warn;

    RepositoryLooker(Forge forge, Declared declared, Consumer<String> warn) {
        this.forge = forge;
        this.declared = declared;
        this.warn = warn;
    }

    Outcome<Look> act(String address, List<Row<Look>> rows, Stage<Look> stage) {
        if (!declared.whole()) {
            return later(rows, UNTIL_DECLARED, "the catalog");
        }
        var outcome = Outcome.<Look>none();
        Map<String, CommitId> heads = null;
        var readable = new ArrayList<Declaration>();
        var all = declared.of(address);
        for (var declarations : byCredentials(all)) {
            try {
                heads = forge.refs(declarations.getFirst().repository());
                readable.addAll(declarations);
            } catch (NotNow e) {
                return later(rows, e.in(), String.valueOf(e.getMessage()));
            } catch (IOException e) {
                return oneLookLater(rows, outcome, row -> outcome.retry(row, String.valueOf(e.getMessage())));
            } catch (PermanentFailure e) {
                refused(declarations, e.failure());
            }
        }
        if (heads == null && !all.isEmpty()) {
            return oneLookLater(
                    rows, outcome, row -> outcome.again(row, UNTIL_MENDED, "credentials that " + address + " accepts"));
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

    /** One look answers all hints: as few rows as can be wait for it, with all that was told. */
    private static Outcome<Look> oneLookLater(List<Row<Look>> rows, Outcome<Look> outcome, Consumer<Row<Look>> wait) {
        var gathered = rows.getFirst();
        var parts = new ArrayList<Row<Look>>();
        for (var row : rows.subList(1, rows.size())) {
            var both = gathered.with(row);
            if (both.isPresent()) {
                parts.add(row);
                gathered = both.get();
            } else {
                wait.accept(row);
            }
        }
        wait.accept(gathered);
        if (!parts.isEmpty()) {
            outcome.close(rows.getFirst());
            parts.forEach(outcome::close);
        }
        return outcome;
    }

    private static List<Word> words(List<Row<Look>> rows) {
        return rows.stream()
                .flatMap(row -> row.intent() instanceof Look.AtRepository look
                        ? look.words(row.cause()).stream()
                        : Stream.empty())
                .toList();
    }

    private static void compare(
            Ledger ledger,
            Map<String, CommitId> heads,
            List<Declaration> declarations,
            List<Row<Look>> rows,
            Outcome<Look> outcome) {
        var words = words(rows);
        var compared = ledger.compare(heads, words.stream().map(Word::told).toList());
        var follow = declarations.stream()
                .collect(Collectors.toMap(d -> d.project().project(), Newly::followed, RepositoryLooker::both));
        if (compared.changes().isEmpty() && ledger.told().equals(follow)) {
            return;
        }
        var sayings = new Sayings(words, outcome);
        for (var declaration : declarations) {
            var repository = declaration.project().ref(declaration.repository());
            var told = ledger.told().get(declaration.project().project());
            var changes = compared.changes().stream()
                    .filter(change -> told != null || !(change instanceof RefChange))
                    .toList();
            var news = new Newly(compared.after(), told == null ? Set.of() : told, changes);
            news.tags(declaration).forEach(change -> sayings.say(change, repository));
            changes.forEach(change -> sayings.say(change, repository));
            news.branches(declaration).forEach(change -> sayings.say(change, repository));
        }
        outcome.keep(compared.after().told(follow));
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
    }
}

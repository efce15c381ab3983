package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Revision;
import dev.slipway.events.catalog.Revision.Version;
import dev.slipway.webhookservice.core.Declared.Declaration;
import dev.slipway.webhookservice.core.Ledger.Change;
import dev.slipway.webhookservice.core.Ledger.RefChange;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a project follows now and did not before is told as it stands: the branches of its environments, and once the tags, of which there
 * may be many thousands: the highest versions, some of the others, and what an environment is pinned to.
 */
final class Newly {
    private static final String ALL_TAGS = Refs.TAGS + "*";
    private static final int VERSIONS_MAX = 200;
    private static final int OTHERS_MAX = 20;
    private static final Comparator<RefChange> HIGHEST_FIRST =
            Comparator.comparing(change -> version(change).orElseThrow(), Comparator.reverseOrder());
    private final List<RefChange> standing;
    private final Set<String> followed;

    /**
     * @param followed before; empty where the project is new
     * @param changes that are told anyway
     */
    Newly(Ledger ledger, Set<String> followed, List<Change> changes) {
        var told = changes.stream()
                .map(change -> change instanceof RefChange moved ? moved.ref() : "")
                .collect(Collectors.toSet());
        standing = ledger.asTheyStand().stream()
                .filter(change -> !told.contains(change.ref()))
                .toList();
        this.followed = followed;
    }

    static Set<String> followed(Declaration declaration) {
        return Stream.concat(
                        declaration.project().environments().stream().map(Environment::branch),
                        Stream.concat(Stream.of(ALL_TAGS), named(declaration)))
                .collect(Collectors.toSet());
    }

    /** A commit's name may be a tag's, too. */
    private static Stream<String> named(Declaration declaration) {
        return declaration.project().environments().stream()
                .flatMap(environment -> Stream.ofNullable(environment.revision()))
                .filter(text -> Revision.of(text)
                        .filter(Revision.Range.class::isInstance)
                        .isEmpty())
                .map(text -> Refs.TAGS + text);
    }

    List<RefChange> branches(Declaration declaration) {
        return standing.stream()
                .filter(change -> Optional.ofNullable(Refs.branch(change.ref()))
                        .map(declaration.project()::environmentsOn)
                        .filter(this::areNew)
                        .isPresent())
                .toList();
    }

    private boolean areNew(List<Environment> followers) {
        return !followers.isEmpty() && followers.stream().noneMatch(follower -> followed.contains(follower.branch()));
    }

    /** Those last that are pinned to: readers that forget some keep the last. */
    List<RefChange> tags(Declaration declaration) {
        var tags = standing.stream()
                .filter(change -> Refs.tag(change.ref()) != null)
                .toList();
        var named = named(declaration).filter(Predicate.not(followed::contains)).collect(Collectors.toSet());
        var pinned = tags.stream().filter(tag -> named.contains(tag.ref())).toList();
        if (followed.contains(ALL_TAGS)) {
            return pinned;
        }
        var rest = tags.stream().filter(tag -> !named.contains(tag.ref())).toList();
        var versions = rest.stream().filter(tag -> version(tag).isPresent());
        var others = rest.stream().filter(tag -> version(tag).isEmpty()).toList();
        return Stream.of(
                        versions.sorted(HIGHEST_FIRST).limit(VERSIONS_MAX),
                        others.subList(Math.max(0, others.size() - OTHERS_MAX), others.size()).stream(),
                        pinned.stream())
                .flatMap(told -> told)
                .toList();
    }

    private static Optional<Version> version(RefChange tag) {
        return Version.of(Objects.requireNonNull(Refs.tag(tag.ref())));
    }
}

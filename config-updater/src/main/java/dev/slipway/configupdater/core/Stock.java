package dev.slipway.configupdater.core;

import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Revision;
import dev.slipway.events.catalog.Revision.Version;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.SourceCommit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pin may mean.
 *
 * @param images by application, its newest images, the newest first
 * @param skipped by application, the newest pushes that nothing was built for, the newest first
 * @param tags by repository, the highest versions that are tagged there, and a few tags that are none, the highest first
 */
record Stock(Map<String, List<Made>> images, Map<String, List<Skipped>> skipped, Map<String, List<Tagged>> tags) {
    static final Stock EMPTY = new Stock(Map.of(), Map.of(), Map.of());
    private static final int IMAGES_MAX = 30;
    /** Of a whole project: all of it is in memory. */
    private static final int IN_ALL = 5_000;

    private static final int TAGS_MAX = 200;
    private static final int OTHER_TAGS_MAX = 20;
    private static final int GONE_TAGS_MAX = 100;
    private static final Comparator<Tagged> HIGHEST_FIRST = Comparator.comparing(
            tagged -> Version.of(tagged.tag()).orElse(null), Comparator.nullsLast(Comparator.reverseOrder()));

    Stock {
        images = Map.copyOf(images);
        skipped = Map.copyOf(Objects.requireNonNullElse(skipped, Map.of()));
        tags = Map.copyOf(tags);
    }

    record Made(String branch, Ordinal ordinal, SourceCommit source, ImageReference image) {}

    record Skipped(String branch, Ordinal ordinal, CommitId commit) {}

    /**
     * @param commit none where the tag is gone
     * @param ordinal when it was pushed, or deleted: what is read of it late changes nothing
     */
    record Tagged(String tag, @Nullable CommitId commit, Ordinal ordinal) {}

    /** @param kept images that stay whatever is built after them, as what is pinned does */
    Stock built(ImageBuilt built, Project project, Predicate<ImageReference> kept) {
        var name = built.application().name();
        var all = new ArrayList<>(images.getOrDefault(name, List.of()));
        all.removeIf(made -> made.ordinal().equals(built.ordinal()));
        all.add(new Made(built.branch(), built.ordinal(), built.source(), built.image()));
        all.sort(Comparator.comparing(Made::ordinal).reversed());
        var newest = List.copyOf(all.subList(0, Math.min(all.size(), most(project))));
        all.removeIf(made -> !newest.contains(made) && !kept.test(made.image()));
        return new Stock(with(images, name, all), skipped, tags);
    }

    Stock skipped(BuildSkipped push, Project project) {
        var name = push.application().name();
        var all = new ArrayList<>(skipped.getOrDefault(name, List.of()));
        all.removeIf(each -> each.ordinal().equals(push.ordinal()));
        all.add(new Skipped(push.branch(), push.ordinal(), push.commit()));
        all.sort(Comparator.comparing(Skipped::ordinal).reversed());
        return new Stock(images, with(skipped, name, all.subList(0, Math.min(all.size(), most(project)))), tags);
    }

    /** How many of each application are known. */
    static int most(Project project) {
        return Math.clamp(IN_ALL / Math.max(1, project.applications().size()), 1, IMAGES_MAX);
    }

    private static <T> Map<String, List<T>> with(Map<String, List<T>> map, String name, List<T> list) {
        var changed = new HashMap<>(map);
        changed.put(name, List.copyOf(list));
        return changed;
    }

    /** What is no longer declared is forgotten. */
    Stock of(Project project) {
        var made = new HashMap<>(images);
        var notMade = new HashMap<>(skipped);
        made.keySet().removeIf(name -> project.application(name).isEmpty());
        notMade.keySet().removeIf(name -> project.application(name).isEmpty());
        return new Stock(made, notMade, tags);
    }

    /** @param kept tags that stay however many there are, as what is pinned to does */
    Stock tagged(String repository, Tagged tagged, Predicate<String> kept) {
        var all = new ArrayList<>(tags.getOrDefault(repository, List.of()));
        if (all.stream()
                .anyMatch(each ->
                        each.tag().equals(tagged.tag()) && each.ordinal().isAfter(tagged.ordinal()))) {
            return this;
        }
        all.removeIf(each -> each.tag().equals(tagged.tag()));
        all.addFirst(tagged);
        all.sort(HIGHEST_FIRST);
        var there = all.stream().filter(each -> each.commit() != null).toList();
        var few = Stream.of(
                there.stream().filter(Stock::isVersion).limit(TAGS_MAX),
                there.stream().filter(each -> !isVersion(each)).limit(OTHER_TAGS_MAX),
                there.stream().filter(each -> kept.test(each.tag())),
                all.stream()
                        .filter(each -> each.commit() == null)
                        .sorted(Comparator.comparing(Tagged::ordinal).reversed())
                        .limit(GONE_TAGS_MAX));
        return new Stock(
                images,
                skipped,
                with(tags, repository, few.flatMap(each -> each).distinct().toList()));
    }

    private static boolean isVersion(Tagged tagged) {
        return Version.of(tagged.tag()).isPresent();
    }

    Optional<Made> newest(Application application, Predicate<Made> which) {
        return images.getOrDefault(application.name(), List.of()).stream()
                .filter(which)
                .findFirst();
    }

    /** The newest image of the revision; where nothing was built for it, the newest of its branch before it. */
    Optional<Made> find(Revision revision, Application application) {
        return switch (revision) {
            case Revision.Commit commit ->
                at(commit::isOf, application)
                        .or(() ->
                                find(new Revision.Tag(commit.prefix()), application)); // 20260131 is a tag's name, too
            case Revision.Tag tag ->
                tags(application)
                        .filter(each -> each.tag().equals(tag.name()))
                        .findFirst()
                        .flatMap(each -> of(each, application));
            case Revision.Range range ->
                tags(application)
                        .filter(each ->
                                Version.of(each.tag()).filter(range::holds).isPresent())
                        .flatMap(each -> of(each, application).stream())
                        .findFirst();
        };
    }

    /** Whether the application's repository has a tag of that name. */
    boolean hasTag(String name, Application application) {
        return tags(application).anyMatch(each -> each.tag().equals(name));
    }

    private Optional<Made> of(Tagged tagged, Application application) {
        return at(commit -> commit.equals(tagged.commit()), application);
    }

    private Optional<Made> at(Predicate<CommitId> isMeant, Application application) {
        return newest(application, made -> isMeant.test(made.source().id()))
                .or(() -> skipped.getOrDefault(application.name(), List.of()).stream()
                        .filter(push -> isMeant.test(push.commit()))
                        .findFirst()
                        .flatMap(push -> newest(
                                application,
                                made -> made.branch().equals(push.branch())
                                        && push.ordinal().isAfter(made.ordinal()))));
    }

    /** By version, the highest first; those that are gone are not there. */
    private Stream<Tagged> tags(Application application) {
        return tags.getOrDefault(application.repository(), List.of()).stream().filter(tag -> tag.commit() != null);
    }
}

package dev.slipway.configupdater.core;

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
 * @param tags by repository, the highest versions that are tagged there, and a few tags that are none, the highest first
 */
record Stock(Map<String, List<Made>> images, Map<String, List<Tagged>> tags) {
    static final Stock EMPTY = new Stock(Map.of(), Map.of());
    private static final int IMAGES_MAX = 30;
    /** Of a whole project, so that what is known of it stays one record. */
    private static final int IN_ALL = 500;

    private static final int TAGS_MAX = 200;
    private static final int OTHER_TAGS_MAX = 20;
    private static final Comparator<Tagged> HIGHEST_FIRST = Comparator.comparing(
            tagged -> Version.of(tagged.tag()).orElse(null), Comparator.nullsLast(Comparator.reverseOrder()));

    Stock {
        images = Map.copyOf(images);
        tags = Map.copyOf(tags);
    }

    record Made(String branch, Ordinal ordinal, SourceCommit source, ImageReference image) {}

    /** @param ordinal when it was pushed: a replay of an older push changes nothing */
    record Tagged(String tag, CommitId commit, Ordinal ordinal) {}

    /** @param kept images that stay whatever is built after them, as what is pinned does */
    Stock built(ImageBuilt built, int applications, Predicate<ImageReference> kept) {
        var name = built.application().name();
        var all = new ArrayList<>(images.getOrDefault(name, List.of()));
        all.removeIf(made -> made.ordinal().equals(built.ordinal()));
        all.add(new Made(built.branch(), built.ordinal(), built.source(), built.image()));
        all.sort(Comparator.comparing(Made::ordinal).reversed());
        var most = Math.clamp(IN_ALL / Math.max(1, applications), 1, IMAGES_MAX);
        var newest = List.copyOf(all.subList(0, Math.min(all.size(), most)));
        all.removeIf(made -> !newest.contains(made) && !kept.test(made.image()));
        var changed = new HashMap<>(images);
        changed.put(name, List.copyOf(all));
        return new Stock(changed, tags);
    }

    /** What is no longer declared is forgotten. */
    Stock of(Project project) {
        var declared = new HashMap<>(images);
        declared.keySet().removeIf(name -> project.application(name).isEmpty());
        return new Stock(declared, tags);
    }

    /** @param commit none where the tag is gone */
    Stock tagged(String repository, String tag, @Nullable CommitId commit, Ordinal ordinal) {
        var all = new ArrayList<>(tags.getOrDefault(repository, List.of()));
        if (all.stream()
                .anyMatch(each -> each.tag().equals(tag) && each.ordinal().isAfter(ordinal))) {
            return this;
        }
        all.removeIf(each -> each.tag().equals(tag));
        if (commit != null) {
            all.addFirst(new Tagged(tag, commit, ordinal));
        }
        all.sort(HIGHEST_FIRST);
        var versions = all.stream().filter(Stock::isVersion).limit(TAGS_MAX);
        var others = all.stream().filter(each -> !isVersion(each)).limit(OTHER_TAGS_MAX);
        var changed = new HashMap<>(tags);
        changed.put(repository, Stream.concat(versions, others).toList());
        return new Stock(images, changed);
    }

    private static boolean isVersion(Tagged tagged) {
        return Version.of(tagged.tag()).isPresent();
    }

    Optional<Made> newest(Application application, Predicate<Made> which) {
        return images.getOrDefault(application.name(), List.of()).stream()
                .filter(which)
                .findFirst();
    }

    /** The newest image of the revision. */
    Optional<Made> find(Revision revision, Application application) {
        return switch (revision) {
            case Revision.Commit commit ->
                newest(application, made -> commit.isOf(made.source().id()))
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

    private Optional<Made> of(Tagged tagged, Application application) {
        return newest(application, made -> Objects.equals(made.source().id(), tagged.commit()));
    }

    private Stream<Tagged> tags(Application application) {
        return tags.getOrDefault(application.repository(), List.of()).stream();
    }
}

package dev.slipway.configupdater.core;

import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.catalog.Application;
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
    static final int IMAGES_MAX = 30;
    private static final int TAGS_MAX = 200;
    private static final Comparator<Tagged> HIGHEST_FIRST = Comparator.comparing(
            tagged -> Version.of(tagged.tag()).orElse(null), Comparator.nullsLast(Comparator.reverseOrder()));

    Stock {
        images = Map.copyOf(images);
        tags = Map.copyOf(tags);
    }

    record Made(String branch, Ordinal ordinal, SourceCommit source, ImageReference image) {}

    record Tagged(String tag, CommitId commit) {}

    Stock built(ImageBuilt built) {
        var name = built.application().name();
        var all = new ArrayList<>(images.getOrDefault(name, List.of()));
        all.removeIf(made -> made.ordinal().equals(built.ordinal()));
        all.add(new Made(built.branch(), built.ordinal(), built.source(), built.image()));
        all.sort(Comparator.comparing(Made::ordinal).reversed());
        var changed = new HashMap<>(images);
        changed.put(name, List.copyOf(all.subList(0, Math.min(all.size(), IMAGES_MAX))));
        return new Stock(changed, tags);
    }

    /** @param commit none where the tag is gone */
    Stock tagged(String repository, String tag, @Nullable CommitId commit) {
        var all = new ArrayList<>(tags.getOrDefault(repository, List.of()));
        all.removeIf(each -> each.tag().equals(tag));
        if (commit != null) {
            all.addFirst(new Tagged(tag, commit));
        }
        all.sort(HIGHEST_FIRST);
        var changed = new HashMap<>(tags);
        changed.put(repository, List.copyOf(all.subList(0, Math.min(all.size(), TAGS_MAX))));
        return new Stock(images, changed);
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
                newest(application, made -> commit.isOf(made.source().id()));
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

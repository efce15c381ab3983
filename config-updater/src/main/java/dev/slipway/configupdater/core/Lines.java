package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.DesiredRow.Tip;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.ImageReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A project's lines, by {@code project/environment/application}, and of each environment the generation of its row and the number of its
 * status, what its config branch says of it, whether its engine is ahead of that, and whether it has left the catalog; and of each line how it
 * came there.
 *
 * @param project what is declared, none before it is and after it has been removed
 */
public record Lines(
        @Nullable Project project,
        Map<String, Line> lines,
        Map<String, Long> generations,
        Map<String, Long> statuses,
        Stock stock,
        Map<String, Tip> tips,
        Map<String, Trail> trails,
        Map<String, Ahead> aheads,
        Map<String, Gone> gones) {

    public Lines {
        lines = Map.copyOf(lines);
        generations = Map.copyOf(generations);
        statuses = Map.copyOf(statuses);
        stock = Objects.requireNonNullElse(stock, Stock.EMPTY);
        tips = Map.copyOf(Objects.requireNonNullElse(tips, Map.of()));
        trails = Map.copyOf(trails);
        aheads = Map.copyOf(aheads);
        gones = Map.copyOf(gones);
    }

    static Lines empty() {
        return new Lines(null, Map.of(), Map.of(), Map.of(), Stock.EMPTY, Map.of(), Map.of(), Map.of(), Map.of());
    }

    Lines declared(@Nullable Project declared) {
        return new Lines(declared, lines, generations, statuses, stock, tips, trails, aheads, gones);
    }

    Lines with(Stock changed) {
        return new Lines(project, lines, generations, statuses, changed, tips, trails, aheads, gones);
    }

    Line of(EnvironmentRef environment, String application) {
        return lines.getOrDefault(environment + "/" + application, Line.empty());
    }

    Lines with(EnvironmentRef environment, String application, Line line) {
        var changed = new HashMap<>(lines);
        changed.put(environment + "/" + application, line);
        return new Lines(project, changed, generations, statuses, stock, tips, trails, aheads, gones);
    }

    long generation(EnvironmentRef environment) {
        return generations.getOrDefault(environment.toString(), 0L);
    }

    Lines nextGeneration(EnvironmentRef environment) {
        var changed = new HashMap<>(generations);
        changed.merge(environment.toString(), 1L, Long::sum);
        return new Lines(project, lines, changed, statuses, stock, tips, trails, aheads, gones);
    }

    /** What the config branch says of the environment; of what was committed before this was kept nothing is known. */
    @Nullable
    Tip tip(EnvironmentRef environment) {
        return tips.get(environment.toString());
    }

    Lines with(EnvironmentRef environment, Tip tip) {
        var changed = new HashMap<>(tips);
        changed.put(environment.toString(), tip);
        return new Lines(project, lines, generations, statuses, stock, changed, trails, aheads, gones);
    }

    Lines withoutTip(EnvironmentRef environment) {
        var changed = new HashMap<>(tips);
        changed.remove(environment.toString());
        return new Lines(project, lines, generations, statuses, stock, changed, trails, aheads, gones);
    }

    Trail trail(EnvironmentRef environment, String application) {
        return trails.getOrDefault(environment + "/" + application, Trail.EMPTY);
    }

    /** By application. */
    Map<String, Trail> trailsIn(EnvironmentRef environment) {
        var below = environment + "/";
        return trails.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(below))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(below.length()), Map.Entry::getValue));
    }

    Lines with(EnvironmentRef environment, String application, Trail trail) {
        var changed = new HashMap<>(trails);
        changed.put(environment + "/" + application, trail);
        return new Lines(project, lines, generations, statuses, stock, tips, changed, aheads, gones);
    }

    /** Whether, and how, its engine went back before Git did. */
    @Nullable
    Ahead ahead(EnvironmentRef environment) {
        return aheads.get(environment.toString());
    }

    Lines with(EnvironmentRef environment, Ahead ahead) {
        var changed = new HashMap<>(aheads);
        changed.put(environment.toString(), ahead);
        return new Lines(project, lines, generations, statuses, stock, tips, trails, changed, gones);
    }

    Lines notAhead(EnvironmentRef environment) {
        var changed = new HashMap<>(aheads);
        changed.remove(environment.toString());
        return new Lines(project, lines, generations, statuses, stock, tips, trails, changed, gones);
    }

    /** How it was declared last, where it is no longer. */
    @Nullable
    Gone gone(EnvironmentRef environment) {
        return gones.get(environment.toString());
    }

    Lines with(EnvironmentRef environment, Gone gone) {
        var changed = new HashMap<>(gones);
        changed.put(environment.toString(), gone);
        return new Lines(project, lines, generations, statuses, stock, tips, trails, aheads, changed);
    }

    Lines back(EnvironmentRef environment) {
        var changed = new HashMap<>(gones);
        changed.remove(environment.toString());
        return new Lines(project, lines, generations, statuses, stock, tips, trails, aheads, changed);
    }

    /** Rises with each status of the environment: of two, the higher one holds. */
    long status(EnvironmentRef environment) {
        return statuses.getOrDefault(environment.toString(), 0L);
    }

    Lines nextStatus(EnvironmentRef environment) {
        var changed = new HashMap<>(statuses);
        changed.merge(environment.toString(), 1L, Long::sum);
        return new Lines(project, lines, generations, changed, stock, tips, trails, aheads, gones);
    }

    /** Whether some line of the application is at the image, or pinned to it. */
    boolean isAt(String application, ImageReference image) {
        return lines.entrySet().stream()
                .anyMatch(entry -> entry.getKey().endsWith("/" + application)
                        && entry.getValue().images().anyMatch(image::equals));
    }

    Stream<Line> in(EnvironmentRef environment) {
        return new TreeMap<>(lines)
                .entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(environment + "/"))
                        .map(Map.Entry::getValue);
    }

    /** Of those the ones that have not ended. */
    List<Line.Caused> underWayIn(EnvironmentRef environment) {
        return in(environment)
                .filter(line -> line.desired() != null && line.committed().contains(line.desired()))
                .map(Line::desired)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The newest committed release of each application in the environment. */
    List<Line.Caused> desiredIn(EnvironmentRef environment) {
        return in(environment).map(Line::desired).filter(Objects::nonNull).toList();
    }
}

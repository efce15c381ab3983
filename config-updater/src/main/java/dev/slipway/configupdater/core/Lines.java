package dev.slipway.configupdater.core;

import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.ImageReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A project's lines, by {@code project/environment/application}, and of each environment the generation of its row and the number of its
 * status.
 *
 * @param project what is declared, none before it is and after it has been removed
 */
public record Lines(
        @Nullable Project project,
        Map<String, Line> lines,
        Map<String, Long> generations,
        Map<String, Long> statuses,
        Stock stock) {

    public Lines {
        lines = Map.copyOf(lines);
        generations = Map.copyOf(generations);
        statuses = Map.copyOf(statuses);
        stock = Objects.requireNonNullElse(stock, Stock.EMPTY);
    }

    static Lines empty() {
        return new Lines(null, Map.of(), Map.of(), Map.of(), Stock.EMPTY);
    }

    Lines declared(@Nullable Project declared) {
        return new Lines(declared, lines, generations, statuses, stock);
    }

    Lines with(Stock changed) {
        return new Lines(project, lines, generations, statuses, changed);
    }

    Line of(EnvironmentRef environment, String application) {
        return lines.getOrDefault(environment + "/" + application, Line.empty());
    }

    Lines with(EnvironmentRef environment, String application, Line line) {
        var changed = new HashMap<>(lines);
        changed.put(environment + "/" + application, line);
        return new Lines(project, changed, generations, statuses, stock);
    }

    long generation(EnvironmentRef environment) {
        return generations.getOrDefault(environment.toString(), 0L);
    }

    Lines nextGeneration(EnvironmentRef environment) {
        var changed = new HashMap<>(generations);
        changed.merge(environment.toString(), 1L, Long::sum);
        return new Lines(project, lines, changed, statuses, stock);
    }

    /** Rises with each status of the environment: of two, the higher one holds. */
    long status(EnvironmentRef environment) {
        return statuses.getOrDefault(environment.toString(), 0L);
    }

    Lines nextStatus(EnvironmentRef environment) {
        var changed = new HashMap<>(statuses);
        changed.merge(environment.toString(), 1L, Long::sum);
        return new Lines(project, lines, generations, changed, stock);
    }

    /** Whether some line of the application is at the image, or pinned to it. */
    boolean isAt(String application, ImageReference image) {
        return lines.entrySet().stream()
                .anyMatch(entry -> entry.getKey().endsWith("/" + application)
                        && entry.getValue().images().anyMatch(image::equals));
    }

    /** The newest committed release of each application in the environment. */
    List<Line.Caused> desiredIn(EnvironmentRef environment) {
        return new TreeMap<>(lines)
                .entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(environment + "/"))
                        .map(entry -> entry.getValue().desired())
                        .filter(Objects::nonNull)
                        .toList();
    }
}

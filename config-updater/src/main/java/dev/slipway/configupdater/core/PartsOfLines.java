package dev.slipway.configupdater.core;

import static java.util.Map.entry;

import dev.slipway.configupdater.core.DesiredRow.Tip;
import dev.slipway.configupdater.core.Stock.Made;
import dev.slipway.configupdater.core.Stock.Skipped;
import dev.slipway.configupdater.core.Stock.Tagged;
import dev.slipway.events.catalog.Project;
import dev.slipway.service.decide.Parts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each line apart, and each application's images: a project may have very many, and a release changes one of them. */
final class PartsOfLines implements Parts<Lines> {
    private static final String PROJECT = "project";
    private static final String LINES = "line";
    private static final String GENERATIONS = "generation";
    private static final String STATUSES = "status";
    private static final String IMAGES = "images";
    private static final String SKIPPED = "skipped";
    private static final String TAGS = "tags";
    private static final String TIPS = "tip";
    private static final String TRAILS = "trail";
    private static final String AHEADS = "ahead";
    private static final String GONES = "gone";

    @Override
    public Map<String, Class<?>> types() {
        return Map.ofEntries(
                entry(PROJECT, Project.class),
                entry(LINES, Line.class),
                entry(GENERATIONS, Long.class),
                entry(STATUSES, Long.class),
                entry(IMAGES, Made[].class),
                entry(SKIPPED, Skipped[].class),
                entry(TAGS, Tagged[].class),
                entry(TIPS, Tip.class),
                entry(TRAILS, Trail.class),
                entry(AHEADS, Ahead.class),
                entry(GONES, Gone.class));
    }

    @Override
    public Map<String, Map<String, ?>> of(Lines lines) {
        var project = lines.project();
        return Map.ofEntries(
                entry(PROJECT, project == null ? Map.of() : Map.of("declared", project)),
                entry(LINES, lines.lines()),
                entry(GENERATIONS, lines.generations()),
                entry(STATUSES, lines.statuses()),
                entry(IMAGES, lines.stock().images()),
                entry(SKIPPED, lines.stock().skipped()),
                entry(TAGS, lines.stock().tags()),
                entry(TIPS, lines.tips()),
                entry(TRAILS, lines.trails()),
                entry(AHEADS, lines.aheads()),
                entry(GONES, lines.gones()));
    }

    @Override
    public Lines whole(Shelves shelves) {
        var stock = new Stock(
                lists(shelves.of(IMAGES, Made[].class)),
                lists(shelves.of(SKIPPED, Skipped[].class)),
                lists(shelves.of(TAGS, Tagged[].class)));
        return new Lines(
                shelves.of(PROJECT, Project.class).get("declared"),
                shelves.of(LINES, Line.class),
                shelves.of(GENERATIONS, Long.class),
                shelves.of(STATUSES, Long.class),
                stock,
                shelves.of(TIPS, Tip.class),
                shelves.of(TRAILS, Trail.class),
                shelves.of(AHEADS, Ahead.class),
                shelves.of(GONES, Gone.class));
    }

    private static <T> Map<String, List<T>> lists(Map<String, T[]> arrays) {
        var lists = new HashMap<String, List<T>>();
        arrays.forEach((name, each) -> lists.put(name, List.of(each)));
        return lists;
    }
}

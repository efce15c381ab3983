package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.buildservice.outbound.assembler.files.Node;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What a recipe's layers hold together; folders end with a slash. */
final class Tree {
    private Tree() {}

    static List<String> paths(Recipe recipe) {
        return of(recipe).stream()
                .map(line -> line.replaceFirst(" [0-7]{3} \\d+:\\d+$", ""))
                .toList();
    }

    static List<String> of(Recipe recipe) {
        var all = new TreeMap<String, Node>();
        recipe.layers().forEach(layer -> all.putAll(layer.entries()));
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + attributes(entry.getValue()))
                .toList();
    }

    private static String attributes(Node node) {
        return switch (node) {
            case Node.File file -> String.format(Locale.ROOT, " %03o %s", file.mode(), file.owner());
            case Node.Folder folder -> String.format(Locale.ROOT, "/ %03o %s", folder.mode(), folder.owner());
            case Node.Link link -> " -> " + link.target();
        };
    }
}

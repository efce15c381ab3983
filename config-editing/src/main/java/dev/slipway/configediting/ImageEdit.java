package dev.slipway.configediting;

import dev.slipway.configediting.EditOutcome.Edited;
import dev.slipway.configediting.EditOutcome.NotFound;
import dev.slipway.configediting.EditOutcome.Unchanged;
import dev.slipway.configediting.EditOutcome.Unsafe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sets the image of an application in plain YAML: in every container whose image has that name, and nowhere else. Every other
 * byte stays as it is. Pure: the same files give the same outcome.
 *
 * @param file the path of the one file to look at; without it, all {@code .yaml} and {@code .yml} files are looked at
 */
public record ImageEdit(Image image, Optional<String> file) {

    public ImageEdit(Image image) {
        this(image, Optional.empty());
    }

    /** Whether the edit wants to see the file at this path. */
    public boolean looksAt(String path) {
        return file.<Predicate<String>>map(only -> only::equals)
                .orElse(ImageEdit::isYaml)
                .test(path);
    }

    /** The outcome for these files, by their path. Files that it does not look at are ignored. */
    public EditOutcome applyTo(Map<String, byte[]> files) {
        var edited = new LinkedHashMap<String, byte[]>();
        var matching = new ArrayList<Place>();
        var changed = new ArrayList<Place>();
        var unreadable = new ArrayList<Unsafe>();
        for (var candidate : files.entrySet()) {
            if (looksAt(candidate.getKey()) && mentions(candidate.getValue(), image.shortName())) {
                try {
                    var edit = FileEdit.of(candidate.getKey(), candidate.getValue(), image);
                    matching.addAll(edit.matching());
                    changed.addAll(edit.changed());
                    if (!edit.changed().isEmpty()) {
                        edited.put(candidate.getKey(), edit.text().getBytes(StandardCharsets.UTF_8));
                    }
                } catch (UnsafeYaml e) {
                    var unsafe = e.in(candidate.getKey());
                    if (mentions(candidate.getValue(), image.canonicalName())) {
                        return unsafe;
                    }
                    unreadable.add(unsafe);
                }
            }
        }
        if (!changed.isEmpty()) {
            return new Edited(edited, List.copyOf(changed));
        }
        if (!matching.isEmpty()) {
            return new Unchanged(List.copyOf(matching));
        }
        return unreadable.isEmpty() ? notFound(files) : unreadable.getFirst();
    }

    /** Parsing is slow beside this: of thousands of files, only the few that hold the name are parsed. */
    private boolean mentions(byte[] bytes, String name) {
        return file.isPresent() || new String(bytes, StandardCharsets.ISO_8859_1).contains(name);
    }

    private EditOutcome notFound(Map<String, byte[]> files) {
        var searched = new ArrayList<String>();
        var found = new ArrayList<Place>();
        for (var candidate : files.entrySet()) {
            if (isYaml(candidate.getKey()) || looksAt(candidate.getKey())) {
                if (looksAt(candidate.getKey())) {
                    searched.add(candidate.getKey());
                }
                found.addAll(images(candidate.getKey(), candidate.getValue()));
            }
        }
        return new NotFound(image, file.map(List::of).orElse(List.copyOf(searched)), List.copyOf(found));
    }

    private static List<Place> images(String path, byte[] bytes) {
        try {
            return ContainerImages.of(YamlFile.parse(bytes)).stream()
                    .map(field -> field.in(path))
                    .toList();
        } catch (UnsafeYaml _) {
            return List.of();
        }
    }

    private static boolean isYaml(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml");
    }
}

package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Entry;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds images in a chart's values, in the ways that charts usually write them. */
final class ChartValues {
    private final ConfigObject object;
    private final Document document;
    private final String globalRegistry;
    private final List<Component> found = new ArrayList<>();
    private final Set<Node> named = new HashSet<>();

    private ChartValues(ConfigObject object, Document document, Mapping values) {
        this.object = object;
        this.document = document;
        var global = values.mapping("global");
        globalRegistry = global.map(it -> Lookup.text(it, "imageRegistry"))
                .filter(it -> !it.isEmpty())
                .or(() -> global.flatMap(it -> it.mapping("image")).map(it -> Lookup.text(it, "registry")))
                .orElse("");
    }

    static List<Component> of(ConfigObject object, Document document, Mapping values) {
        var search = new ChartValues(object, document, values);
        search.walk(values);
        return search.found;
    }

    private void walk(Node node) {
        switch (node) {
            case Mapping mapping -> {
                for (var entry : mapping.entries()) {
                    slot(mapping, entry)
                            .ifPresent(slot -> found.add(new Component(object, document, mapping, Role.VALUES, slot)));
                    walk(entry.value());
                }
            }
            case Sequence sequence -> sequence.items().forEach(this::walk);
            case Scalar _, Node.Alias _ -> {}
        }
    }

    private Optional<ImageSlot> slot(Mapping around, Entry entry) {
        return switch (Lookup.resolved(entry.value())) {
            case Mapping image -> ofMapping(entry.name(), image);
            case Scalar scalar
            when !scalar.isNull() && !scalar.value().isEmpty() && !named.contains(scalar) ->
                ofScalar(around, entry.name(), scalar);
            default -> Optional.empty();
        };
    }

    /** {@code image: {registry, repository, tag, digest}}; some charts call the repository name or image, the digest sha. */
    private Optional<ImageSlot> ofMapping(String key, Mapping image) {
        var called = isImage(key);
        var whole = image.entry("tag").isPresent() || image.entry("digest").isPresent();
        for (var nameKey : List.of("repository", "name", "image")) {
            var name = Lookup.text(image, nameKey);
            if (!name.isEmpty() && (called || (whole && nameKey.equals("repository")))) {
                var sha = image.entry("sha").isPresent();
                var tag = Part.of(document, image, "tag", nameKey);
                var digest = Part.of(document, image, sha ? "sha" : "digest", tag.isThere() ? "tag" : nameKey);
                var node = Lookup.in(image, nameKey).orElse(image);
                named.add(node);
                return Optional.of(new PartsSlot(document, node, names(image, name), tag, digest, !sha));
            }
        }
        return Optional.empty();
    }

    private Optional<ImageSlot> ofScalar(Mapping around, String key, Scalar scalar) {
        var base =
                key.endsWith("Repository") || key.endsWith("Name") ? key.replaceFirst("(Repository|Name)$", "") : key;
        if (!isImage(base)) {
            return Optional.empty();
        }
        var tag = List.of(base + "Tag", base + "_tag", base.equals("image") ? "tag" : base + "Version").stream()
                .filter(it -> around.entry(it).isPresent())
                .findFirst();
        if (tag.isPresent()) {
            var digest = Part.of(document, around, base + "Digest", tag.get());
            return Optional.of(new PartsSlot(
                    document,
                    scalar,
                    names(around, scalar.value()),
                    Part.of(document, around, tag.get(), key),
                    digest,
                    true));
        }
        return base.equals(key) ? Optional.of(new ReferenceSlot(document, scalar)) : Optional.empty();
    }

    /** A registry of its own, or the one for all, stands before the repository. */
    private List<String> names(Mapping image, String repository) {
        var own = Lookup.text(image, "registry");
        if (own.isEmpty() && globalRegistry.isEmpty()) {
            return List.of(repository);
        }
        var names = new ArrayList<String>();
        for (var registry : List.of(globalRegistry, own)) {
            if (!registry.isEmpty()) {
                names.add(registry + "/" + repository);
            }
        }
        return names;
    }

    private static boolean isImage(String key) {
        return key.toLowerCase(Locale.ROOT).endsWith("image");
    }
}

package dev.slipway.configediting.form;

import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Image;
import dev.slipway.configediting.Pin;
import dev.slipway.configediting.yaml.FieldPath.Step;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;
import java.util.List;
import java.util.Locale;

/** Sets an image where somebody said that it stands: a reference, a tag or a digest alone, or a mapping of them. */
final class ImageAtPath {
    private final ConfigReader reader;
    private final SetImage edit;
    private final Image image;

    ImageAtPath(ConfigReader reader, SetImage edit) {
        this.reader = reader;
        this.edit = edit;
        image = edit.image();
    }

    void apply(Sheets sheets) throws EditRefused {
        var target = new FieldSearch(reader, edit.where()).find(false);
        var object = target.object();
        var place = object.place(target.document(), target.node());
        sheets.write(object, place, sheet -> {
            switch (target.node()) {
                case Scalar scalar -> scalar(sheet, target, scalar);
                case Mapping mapping -> mapping(sheet, target, mapping);
                case Node.Sequence _, Node.Alias _ ->
                    throw new UnsafeYaml(
                            place.line(), "a list stands there, not an image", "name the item: …[0] or …[name=server]");
            }
        });
    }

    private void scalar(Sheet sheet, Resolved target, Scalar scalar) throws UnsafeYaml {
        var document = target.document();
        var key = key();
        var now = scalar.isNull() ? "" : scalar.value();
        var slot = new ReferenceSlot(document, scalar);
        if (isName(key)) {
            throw new UnsafeYaml(
                    document.line(scalar), "'" + key + "' holds an image's name, which stays", "name the tag's path");
        }
        if ((now.contains("sha256:") && !now.contains("@")) || key.equals("digest") || key.equals("sha")) {
            var digest = ImageSlot.cut(image, Pin.DIGEST, document.line(scalar))
                    .digest()
                    .orElseThrow();
            sheet.set(
                    document,
                    scalar,
                    Value.text(key.equals("sha") ? digest.substring(digest.indexOf(':') + 1) : digest));
        } else if (slot.names(image)) {
            slot.write(sheet, image, edit.pin());
        } else if (now.contains("/")
                || now.contains(":")
                || key.toLowerCase(Locale.ROOT).endsWith("image")) {
            var how = edit.pin() == Pin.AS_WRITTEN ? Pin.AS_WRITTEN : edit.pin();
            slot.replace(sheet, ImageSlot.cut(image, how, document.line(scalar)));
        } else {
            var tag = ImageSlot.cut(image, Pin.TAG, document.line(scalar)).tag().orElseThrow();
            sheet.set(document, scalar, Value.text(tag));
        }
    }

    private String key() {
        var steps = edit.where().path().orElseThrow().steps();
        return steps.getLast() instanceof Step.Key(var key) ? key : "";
    }

    private static boolean isName(String key) {
        return List.of("repository", "name", "newName", "registry").contains(key);
    }

    /** Whatever the mapping calls its parts; its name is not asked. */
    private void mapping(Sheet sheet, Resolved target, Mapping mapping) throws UnsafeYaml {
        var document = target.document();
        var kustomize =
                mapping.entry("newTag").isPresent() || mapping.entry("newName").isPresent();
        var tag = kustomize ? "newTag" : "tag";
        var digest = mapping.entry("sha").isPresent() ? "sha" : "digest";
        var behind =
                mapping.entries().isEmpty() ? "" : mapping.entries().getLast().name();
        var slot = new PartsSlot(
                document,
                mapping,
                List.of(""),
                Part.of(document, mapping, tag, behind),
                Part.of(document, mapping, digest, tag),
                digest.equals("digest"));
        if (!kustomize
                && mapping.entries().stream()
                        .noneMatch(it ->
                                List.of("repository", "tag", "digest", "sha").contains(it.name()))) {
            throw new UnsafeYaml(
                    document.line(mapping), "the mapping has no repository, tag or digest", "name the value itself");
        }
        slot.write(sheet, image, edit.pin());
    }
}

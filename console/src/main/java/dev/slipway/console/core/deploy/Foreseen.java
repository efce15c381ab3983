package dev.slipway.console.core.deploy;

import dev.slipway.configediting.preview.FieldChange;
import dev.slipway.configediting.preview.ObjectChange;
import dev.slipway.configediting.preview.Preview;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What would be written, if it were now.
 *
 * @param image what would run
 * @param branch where it would be written, upon which commit
 * @param message the commit's first line
 * @param held why the line is held, where it is
 * @param files none where everything is as wanted already
 */
public record Foreseen(
        String image,
        String branch,
        String commit,
        String message,
        @Nullable String held,
        List<File> files,
        List<Item> objects) {

    /** @param diff empty where it is withheld, because the file holds a Secret */
    public record File(String path, String diff, boolean withheld) {

        public List<Line> lines() {
            return diff.lines().map(Line::new).toList();
        }
    }

    /** A line of a diff. */
    public record Line(String text) {

        /** What it does. */
        public String style() {
            return text.startsWith("+")
                    ? "added"
                    : text.startsWith("-") ? "removed" : text.startsWith("@") ? "muted" : "";
        }
    }

    /** An object, or a document that is none and so has no kind. */
    public record Item(
            String file, String kind, String namespace, String name, String fate, List<Field> fields, int more) {}

    /** @param before absent for a field that is new, {@code after} for one that is gone */
    public record Field(
            String path, @Nullable String before, @Nullable String after) {}

    static List<File> files(Preview preview) {
        return preview.files().stream()
                .map(file -> new File(file.path(), file.diff(), file.withheld()))
                .toList();
    }

    static List<Item> objects(Preview preview) {
        return preview.objects().stream().map(Foreseen::item).toList();
    }

    private static Item item(ObjectChange change) {
        return new Item(
                change.file(),
                change.kind(),
                change.namespace(),
                change.name(),
                change.fate().name().toLowerCase(Locale.ROOT),
                change.fields().stream().map(Foreseen::field).toList(),
                change.more());
    }

    private static Field field(FieldChange change) {
        return new Field(
                change.path(), change.before().orElse(null), change.after().orElse(null));
    }
}

package dev.slipway.configediting.release;

import dev.slipway.configediting.Change;
import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.Edited;
import dev.slipway.configediting.Edited.Changed;
import dev.slipway.configediting.Edited.Refused;
import dev.slipway.configediting.Edited.Unchanged;
import dev.slipway.configediting.Edited.Why;
import dev.slipway.configediting.Editor;
import dev.slipway.configediting.Image;
import dev.slipway.configediting.Place;
import dev.slipway.configediting.Where;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Setting;
import dev.slipway.events.values.Setting.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a release changes in an environment's files: the image, and what a person has set besides. All of it or nothing. */
public final class ReleaseEdits {
    private static final int FILES_NAMED_MAX = 12;
    private final Environment.Config config;
    private final ImageReference image;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    private ReleaseEdits(Environment.Config config, ImageReference image) {
        this.config = config;
        this.image = image;
    }

    /** @param files the folder's, or where the catalog names the file with the image, that one */
    public static Edited image(Environment.Config config, ImageReference image, ConfigFiles files) {
        return Editor.apply(files, new ReleaseEdits(config, image).setImage());
    }

    /**
     * @param forImage as {@link #image} wants them
     * @param all those of the folder
     */
    public static Edited apply(
            Environment.Config config,
            ImageReference image,
            List<Setting> settings,
            ConfigFiles forImage,
            ConfigFiles all) {
        var edits = new ReleaseEdits(config, image);
        var imaged = Editor.apply(forImage, edits.setImage());
        if (!edits.takes(imaged)) {
            return imaged;
        }
        for (var setting : settings) {
            var done = edits.set(setting, all);
            if (!edits.takes(done)) {
                return done;
            }
        }
        return edits.files.isEmpty() ? new Unchanged(edits.places) : new Changed(edits.files, edits.changes);
    }

    /**
     * What can be seen of a setting without a file.
     *
     * @throws IllegalArgumentException that says what is wrong, and what to write
     */
    public static void check(Setting setting) {
        new SettingEdits(setting, "any", null).inOrder();
    }

    private SetImage setImage() {
        var file = config.file();
        var field = config.field();
        var where = field == null ? Where.ANYWHERE : Where.field(field);
        return new SetImage(Image.tagged(image.repository(), image.tag(), image.digest()))
                .in(file == null ? where : where.in(file));
    }

    private Edited set(Setting setting, ConfigFiles all) {
        try {
            var now = files.isEmpty() ? all : all.with(files);
            var nowhere = noSuchFile(setting, now);
            if (nowhere.isPresent()) {
                return nowhere.get();
            }
            var meant = new SettingEdits(setting, image.repository(), config.file()).inOrder();
            for (var edit : meant.subList(0, meant.size() - 1)) {
                var done = Editor.apply(now, edit);
                if (!(done instanceof Refused refused && refused.why() == Why.MISSING)) {
                    return done;
                }
            }
            return Editor.apply(now, meant.getLast());
        } catch (IllegalArgumentException e) {
            return new Refused(Why.MISSING, "", 0, String.valueOf(e.getMessage()), "ask again", List.of());
        }
    }

    /** Whoever names a file is told which there are. */
    private static Optional<Refused> noSuchFile(Setting setting, ConfigFiles now) {
        var file = setting.in();
        if (file == null || !(setting.kind() == Kind.VALUE || ConfigFiles.isYaml(file))) {
            return Optional.empty();
        }
        var path = now.path(file);
        if (now.files().containsKey(path)) {
            return Optional.empty();
        }
        var folder = now.folder() + "/";
        var there = now.files().keySet().stream()
                .filter(ConfigFiles::isYaml)
                .map(known -> known.startsWith(folder) ? known.substring(folder.length()) : known)
                .sorted()
                .limit(FILES_NAMED_MAX)
                .collect(Collectors.joining(", "));
        return Optional.of(new Refused(
                Why.MISSING,
                path,
                0,
                "there is no such file",
                "name one that is there" + (there.isEmpty() ? "" : ": " + there),
                List.of()));
    }

    /** @return false where it is refused */
    private boolean takes(Edited done) {
        return switch (done) {
            case Changed changed -> {
                files.putAll(changed.files());
                changes.addAll(changed.changes());
                yield true;
            }
            case Unchanged unchanged -> {
                places.addAll(unchanged.places());
                yield true;
            }
            case Refused _ -> false;
        };
    }
}

package dev.slipway.configediting.form;

import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.Image;
import java.util.regex.Pattern;

/** Two programs that write the same image undo each other's work. */
final class SecondWriter {
    private static final Pattern IMAGE_UPDATER = Pattern.compile("(?:.*/)?\\.argocd-source-[^/]+\\.yaml");

    private SecondWriter() {}

    static void refuse(ConfigReader reader, Image image) throws EditRefused {
        for (var path : reader.files().files().keySet()) {
            if (path.contains(".argocd-source-")
                    && IMAGE_UPDATER.matcher(path).matches()
                    && reader.mentions(path, image.shortName())) {
                throw EditRefused.unsafe(
                        path,
                        1,
                        "Argo CD Image Updater writes " + image.name() + " there, and Argo CD takes it from there",
                        "remove the file and switch the updater off for this image");
            }
        }
    }
}

package dev.slipway.events.catalog;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where applications run. {@code branch} is a glob: pushes that match are built and released here. */
public record Environment(String name, String branch, String cluster, String namespace, Config config, Engine engine) {

    public boolean follows(String pushed) {
        var glob =
                Pattern.compile("\\*").splitAsStream(branch).map(Pattern::quote).toList();
        var tail = branch.endsWith("*") ? ".*" : "";
        return Pattern.matches(String.join(".*", glob) + tail, pushed);
    }

    /**
     * The desired state in Git.
     *
     * @param createFrom the branch whose folder the config branch is made from where it does not exist
     * @param file the one file that holds the image, below the path; without it all are looked at
     */
    public record Config(
            String repository,
            String branch,
            String path,
            @Nullable String createFrom,
            @Nullable String file) {}

    public record Engine(String type) {}
}

package dev.slipway.events.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes one image.
 *
 * @param hook the name of a secret with the {@code token} of registries that tell of this image
 */
public record Application(
        String name,
        String repository,
        String image,
        Build build,
        @Nullable String hook) {

    public Application(String name, String repository, String image, Build build) {
        this(name, repository, image, build, null);
    }

    /**
     * @param builder {@code local}, or {@code external}: somebody else builds, and we wait for the image
     * @param context the folder of the repository that the Dockerfile may copy from
     * @param paths globs of the files that concern this application, {@code !} before those that do not; none: all do
     * @param tag under which an external builder puts the image: {@code {sha}}, {@code {short}} (8 characters) and {@code {branch}} stand for
     *     the commit's
     */
    public record Build(
            String builder,
            String dockerfile,
            String context,
            @Nullable List<String> paths,
            @Nullable String tag) {

        public Build {
            paths = paths == null || paths.isEmpty() ? null : List.copyOf(paths);
        }

        public Build(String builder, String dockerfile, String context) {
            this(builder, dockerfile, context, null, null);
        }

        /** Whether a changed file means a new image; the last glob that matches decides. */
        public boolean concerns(String file) {
            if (paths == null) {
                return true;
            }
            var concerned = paths.getFirst().startsWith("!");
            for (var path : paths) {
                var isExcluded = path.startsWith("!");
                if (PathGlob.of(isExcluded ? path.substring(1) : path).matches(file)) {
                    concerned = !isExcluded;
                }
            }
            return concerned;
        }

        public boolean builtElsewhere() {
            return builder.equals("external");
        }
    }
}

package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Why there is nothing to build. */
final class Skipping {
    private static final Pattern ASKED =
            Pattern.compile("\\[(ci[ _-]skip|skip[ _-]ci|no[ _-]ci)]", Pattern.CASE_INSENSITIVE);
    private final Sources sources;

    Skipping(Sources sources) {
        this.sources = sources;
    }

    Optional<String> reason(Build work, String message, Known known) throws IOException {
        if (ASKED.matcher(message).find()) {
            return Optional.of("the commit's message asks for no build");
        }
        var build = work.application().build();
        // A branch that is built as it stands has an image to come whatever was changed in it.
        if (build.paths() == null || work.before() == null) {
            return Optional.empty();
        }
        var since = known.lastBuilt(work.branch());
        return since.isPresent() ? unconcerned(work, since.get()) : Optional.empty();
    }

    /** Counted from the last image, not from the push: a push in between may have been overtaken. */
    private Optional<String> unconcerned(Build work, CommitId since) throws IOException {
        return sources.changed(work.repository(), since, work.commit())
                .filter(files -> files.stream().noneMatch(work.application().build()::concerns))
                .map(files -> "none of the %d files changed since %s concerns this application"
                        .formatted(files.size(), since.abbreviated()));
    }
}

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

    /** This commit alone: what was pushed before it is to be built all the same. */
    static Optional<String> asked(Sources.Found found) {
        return ASKED.matcher(found.message()).find()
                ? Optional.of("the commit's message asks for no build")
                : Optional.empty();
    }

    /** Counted from the last image, not from the push, so it holds for all that was pushed since. */
    Optional<String> unconcerned(Build work, Known known) throws IOException {
        // A branch that is built as it stands has an image to come whatever was changed in it.
        if (work.application().build().paths() == null || work.before() == null) {
            return Optional.empty();
        }
        var since = known.lastBuilt(work.branch());
        return since.isPresent() ? unconcerned(work, since.get()) : Optional.empty();
    }

    private Optional<String> unconcerned(Build work, CommitId since) throws IOException {
        return sources.changed(work.repository(), since, work.commit())
                .filter(files -> files.stream().noneMatch(work.application().build()::concerns))
                .map(files -> "none of the %d files changed since %s concerns this application"
                        .formatted(files.size(), since.abbreviated()));
    }
}

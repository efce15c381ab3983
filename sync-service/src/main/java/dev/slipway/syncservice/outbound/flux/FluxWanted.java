package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.CommitId;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Contents;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Other people's commits leave the content of an environment as it is: a revision is as good as another one with the same. */
final class FluxWanted implements FluxReading.Wanted {
    private final EnvironmentDesired desired;
    private final Contents contents;
    private final Map<CommitId, Boolean> known = new ConcurrentHashMap<>();

    FluxWanted(EnvironmentDesired desired, Contents contents) {
        this.desired = desired;
        this.contents = contents;
    }

    @Override
    public boolean isAt(String revision) throws IOException {
        var commit = FluxRevision.commit(revision);
        return commit.isPresent() && isAt(commit.get());
    }

    @Override
    public boolean isIn(String chartVersion, String sourceRevision) throws IOException {
        if (FluxRevision.isOf(chartVersion, desired.source().commit())) {
            return true;
        }
        var source = FluxRevision.commit(sourceRevision).filter(commit -> FluxRevision.isOf(chartVersion, commit));
        return source.isPresent() && isAt(source.get());
    }

    private boolean isAt(CommitId commit) throws IOException {
        if (commit.equals(desired.source().commit())) {
            return true;
        }
        var is = known.get(commit);
        if (is == null) {
            is = content(commit).filter(desired.content()::equals).isPresent();
            known.put(commit, is);
        }
        return is;
    }

    /** A commit that is no longer there, after a push by force, has nothing that we want. */
    private Optional<String> content(CommitId commit) throws IOException {
        try {
            return contents.at(desired.source(), commit);
        } catch (PermanentFailure e) {
            return Optional.empty();
        }
    }
}

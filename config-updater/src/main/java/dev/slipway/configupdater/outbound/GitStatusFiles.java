package dev.slipway.configupdater.outbound;

import dev.slipway.configupdater.core.ConfigWork.StatusFile;
import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.configupdater.core.StatusFiles;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.git.Base;
import dev.slipway.git.CommitDraft;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import dev.slipway.git.Mirrors;
import dev.slipway.git.PushOutcome.Overtaken;
import dev.slipway.git.PushOutcome.Pushed;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Pushes status upon what it last saw of the branch; refused, it fetches and tries again. */
public final class GitStatusFiles implements StatusFiles {
    private static final Logger LOG = Logger.getLogger(GitStatusFiles.class);
    private final Mirrors mirrors;
    private final GitAccess access;
    private final Clock clock;

    public GitStatusFiles(Mirrors mirrors, Secrets secrets, Clock clock) {
        this.mirrors = mirrors;
        this.clock = clock;
        access = new GitAccess(secrets::find);
    }

    @Override
    public void write(StatusWork work) throws IOException {
        try {
            var repository = work.repository();
            var mirror = mirrors.of(access.remote(repository.url(), repository.credentials()));
            if (!isPushed(mirror, work)) {
                // Perhaps it was the next owner of this work, with a newer status: only whoever owns it still may try
                // again.
                mirror.fetch(work.branch());
                throw new IOException("others pushed to " + work.branch() + " first; it is tried again");
            }
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }

    private boolean isPushed(Mirror mirror, StatusWork work) throws IOException, GitRefused {
        var base = mirror.resolve(work.branch()).<Base>map(Base.Tip::new).orElseGet(Base.NewBranch::new);
        CommitDraft.Change change = tree -> {
            for (var file : work.files()) {
                tree.write(file.path(), file.text().getBytes(StandardCharsets.UTF_8));
            }
        };
        var draft = CommitText.status(environments(work), clock.instant(), change);
        return switch (mirror.push(work.branch(), base, List.of(draft))) {
            case Pushed _ -> true;
            case Overtaken _ -> false;
        };
    }

    @Override
    public void leave(StatusWork work, Failure why) {
        LOG.errorf(
                "the status of %s is not written to %s of %s: %s; %s. It is tried again after the next release",
                String.join(", ", environments(work)),
                work.branch(),
                work.repository().url(),
                why.seen(),
                why.nextStep());
    }

    private static List<String> environments(StatusWork work) {
        return work.files().stream()
                .map(StatusFile::environment)
                .map(Object::toString)
                .collect(Collectors.toList());
    }
}

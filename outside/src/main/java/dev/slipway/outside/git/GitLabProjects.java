package dev.slipway.outside.git;

import dev.slipway.outside.forge.GitLabHookApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;

/** The repositories, as GitLab's API knows them. */
final class GitLabProjects implements GitLabHookApi.Projects {
    private static final String NOBODY = "root";
    private final Repositories repositories;
    private volatile String instance = "";

    GitLabProjects(Repositories repositories) {
        this.repositories = repositories;
    }

    void sendAs(String url) {
        instance = url;
    }

    @Override
    public boolean exists(String path) {
        try {
            return repositories.find(path).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String instance() {
        return instance;
    }

    @Override
    public byte @Nullable [] testPush(String path) throws IOException {
        var repository = repositories.find(path).orElseThrow();
        var head = repository.exactRef(Constants.HEAD);
        var branch = head == null ? null : head.getTarget();
        if (branch == null || branch.getObjectId() == null) {
            return null;
        }
        var pushed = new ReceiveCommand(ObjectId.zeroId(), branch.getObjectId(), branch.getName());
        return GitLabPayload.of(instance, path, repository, NOBODY, pushed, List.of());
    }
}

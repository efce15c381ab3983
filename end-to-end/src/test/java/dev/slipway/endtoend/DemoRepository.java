package dev.slipway.endtoend;

import dev.slipway.syncservice.outbound.engine.FetchedRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** The demo repository, as engines see it that fetch it. */
final class DemoRepository implements FetchedRepository {
    private final Path bare;

    DemoRepository(Suite suite) {
        bare = suite.data.resolve("git/root/hichat.git");
    }

    @Override
    public String head(String branch) {
        return Objects.requireNonNullElse(id("refs/heads/" + branch), "");
    }

    @Override
    public String content(String commit, String path) {
        return commit.isEmpty() ? "" : Objects.requireNonNullElse(id(commit + ":" + path), "nothing");
    }

    String file(String commit, String path) {
        try (var repository = open()) {
            return new String(
                    repository.open(repository.resolve(commit + ":" + path)).getBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable String id(String what) {
        try (var repository = open()) {
            var id = repository.resolve(what);
            return id == null ? null : id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Repository open() throws IOException {
        return new FileRepositoryBuilder().setBare().setGitDir(bare.toFile()).build();
    }
}

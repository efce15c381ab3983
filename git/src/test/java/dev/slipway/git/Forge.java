package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A server with one repository, somebody's clone of it, and our cache. */
final class Forge implements AutoCloseable {
    static final Person LI = new Person("Li Hua", "lihua@example.com");
    static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");

    final GitCli origin;
    final GitCli clone;
    final GitHttpServer server;
    final Path cache;
    final Mirrors mirrors;

    Forge(Path folder) throws IOException {
        origin = GitCli.bare(folder.resolve("srv/hichat.git"));
        clone = GitCli.work(folder.resolve("clone"));
        clone.run("remote", "add", "origin", origin.folder().toString());
        server = new GitHttpServer(folder.resolve("srv"));
        cache = folder.resolve("cache");
        mirrors = Mirrors.in(cache, GitLimits.defaults());
    }

    Mirror mirror() {
        return mirrors.of(server.remote("hichat.git"));
    }

    Mirror mirrorOfFile() {
        return mirrors.of(GitRemote.anonymous(origin.folder().toUri().toString()));
    }

    /** The folder of the one mirror in the cache. */
    Path mirrorFolder() throws IOException {
        try (var folders = Files.list(cache)) {
            return folders.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    CommitId commit(String branch, String message, Map<String, String> files) {
        clone.run("checkout", "-q", "-B", branch);
        files.forEach(clone::write);
        var commit = clone.commit(message);
        clone.run("push", "-q", "-f", "origin", branch);
        return commit;
    }

    String served(String ref, String path) {
        return origin.run("show", ref + ":" + path);
    }

    /** Runs before a push is taken. */
    void hook(String script) throws IOException {
        var hook = origin.folder().resolve("hooks/pre-receive");
        Files.createDirectories(hook.resolveSibling("."));
        Files.writeString(hook, "#!/bin/sh\n" + script + "\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
    }

    static CommitDraft draft(String subject, String path, String text, Trailer... trailers) {
        return new CommitDraft(
                LI,
                THEN,
                new CommitMessage(subject, trailers),
                tree -> tree.write(path, text.getBytes(StandardCharsets.UTF_8)));
    }

    static Optional<String> text(Optional<byte[]> bytes) {
        return bytes.map(there -> new String(there, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        mirrors.close();
        server.close();
    }
}

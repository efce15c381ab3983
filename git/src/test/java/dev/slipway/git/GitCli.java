package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git program, in one folder. */
record GitCli(Path folder) {

    static GitCli bare(Path folder) {
        return init(folder, "--bare");
    }

    static GitCli work(Path folder) {
        return init(folder);
    }

    private static GitCli init(Path folder, String... options) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var git = new GitCli(folder);
        git.run(concat(List.of("init", "-q", "-b", "master"), options));
        git.run("config", "http.receivepack", "true");
        git.run("config", "receive.autogc", "false");
        git.run("config", "user.name", "Li Hua");
        git.run("config", "user.email", "lihua@example.com");
        return git;
    }

    String run(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void write(String path, String text) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(folder.resolve(path).resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits all that is in the work tree. */
    CommitId commit(String message) {
        run("add", "-A");
        run("commit", "-q", "--allow-empty", "-m", message);
        return at("HEAD");
    }

    CommitId at(String ref) {
        return new CommitId(run("rev-parse", ref + "^{commit}"));
    }

    private static String[] concat(List<String> first, String... more) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}

package dev.slipway.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Somebody with the Git command line and a clone of the demo repository. */
final class Developer {
    private final Path clone;

    private Developer(Path clone) {
        this.clone = clone;
    }

    static Developer clone(Suite suite, Path into) throws IOException, InterruptedException {
        var address = "http://demo:" + suite.secret("hichat-git", "password") + "@127.0.0.1:" + suite.port("git")
                + "/root/hichat.git";
        git(suite.data, "clone", "-q", address, into.toString());
        return new Developer(into);
    }

    /** Changes files and pushes. @return the commit */
    String push(String message, Edit... edits) throws IOException, InterruptedException {
        Files.writeString(clone.resolve("web/index.html"), message + " " + System.nanoTime());
        for (var edit : edits) {
            var file = clone.resolve(edit.file());
            Files.writeString(file, Files.readString(file).replace(edit.before(), edit.after()));
        }
        git(clone, "add", "-A");
        git(clone, "-c", "user.name=Li Hua", "-c", "user.email=lihua@example.com", "commit", "-q", "-m", message);
        git(clone, "push", "-q", "origin", "HEAD:master");
        return git(clone, "rev-parse", "HEAD").strip();
    }

    /** Pushes together with three other branches, for which GitLab sends no hook at all. @return the commit */
    String pushUnheard(String message) throws IOException, InterruptedException {
        Files.writeString(clone.resolve("web/index.html"), message + " " + System.nanoTime());
        git(clone, "-c", "user.name=Li Hua", "-c", "user.email=lihua@example.com", "commit", "-q", "-a", "-m", message);
        git(clone, "push", "-q", "origin", "HEAD:master", "HEAD:one", "HEAD:two", "HEAD:three");
        return git(clone, "rev-parse", "HEAD").strip();
    }

    void tag(String name, String commit) throws IOException, InterruptedException {
        git(clone, "push", "-q", "origin", commit + ":refs/tags/" + name);
    }

    void branch(String name, String commit) throws IOException, InterruptedException {
        git(clone, "push", "-q", "origin", commit + ":refs/heads/" + name);
    }

    /** Changes a file on the config branch by hand. */
    void editConfig(String file, String before, String after) throws IOException, InterruptedException {
        git(clone, "fetch", "-q", "origin");
        git(clone, "checkout", "-q", "-B", "k8s-config", "origin/k8s-config");
        var path = clone.resolve(file);
        Files.writeString(path, Files.readString(path).replace(before, after));
        git(
                clone,
                "-c",
                "user.name=Li Hua",
                "-c",
                "user.email=lihua@example.com",
                "commit",
                "-q",
                "-a",
                "-m",
                "By hand");
        git(clone, "push", "-q", "origin", "k8s-config");
        git(clone, "checkout", "-q", "master");
    }

    record Edit(String file, String before, String after) {}

    List<String> log(String branch) throws IOException, InterruptedException {
        git(clone, "fetch", "-q", "origin");
        return git(
                        clone,
                        "log",
                        "--reverse",
                        "--format=%an|%s|%(trailers:key=Slipway-Release,valueonly,separator=%x2C)",
                        "origin/" + branch)
                .lines()
                .toList();
    }

    String show(String... what) throws IOException, InterruptedException {
        git(clone, "fetch", "-q", "origin");
        return git(clone, Stream.concat(Stream.of("show"), Stream.of(what)).toArray(String[]::new));
    }

    private static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("git " + arguments[0] + " failed: " + output);
        }
        return output;
    }
}

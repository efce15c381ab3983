package dev.slipway.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** The demo project: its repository, its document in the catalog, and people's pushes to it. */
final class Demo {
    static final String REPOSITORY = "root/hichat";
    private static final List<String> FILES = List.of(
            "Dockerfile",
            ".dockerignore",
            "README.md",
            "bin/hichat",
            "web/index.html",
            "k8s/namespace.yaml",
            "k8s/mysql.yaml",
            "k8s/redis.yaml",
            "k8s/hichat.yaml",
            "k8s/ingress.yaml");

    private Demo() {}

    /** Makes what is not there yet. */
    static void prepare(DataFolder data, Outside outside) throws IOException {
        var catalog = data.folder("catalog").resolve("hichat.yaml");
        if (!Files.exists(catalog)) {
            Files.writeString(catalog, filled(resource("demo/hichat.yaml"), outside));
        }
        var repository = outside.git().repository(REPOSITORY);
        if (repository.resolve("refs/heads/master") == null) {
            firstPush(data, outside);
        }
    }

    private static void firstPush(DataFolder data, Outside outside) throws IOException {
        var work = Files.createTempDirectory(data.path(), "demo");
        try (var git = Git.init()
                .setInitialBranch("master")
                .setDirectory(work.toFile())
                .call()) {
            for (var file : FILES) {
                var target = work.resolve(file);
                Files.createDirectories(target.getParent());
                Files.writeString(target, filled(resource("demo/hichat/" + file), outside));
            }
            commit(git, "HiChat");
            push(git, outside.git().urlOf(REPOSITORY), data.secret("hichat-git", "password"));
        } catch (GitAPIException e) {
            throw new IOException("the demo repository could not be made: " + e.getMessage(), e);
        } finally {
            delete(work);
        }
    }

    /** @return what was pushed, in a sentence */
    static String push(Path data, Running running, boolean breaking) throws IOException {
        var work = Files.createTempDirectory("slipway-demo");
        var password = Files.readString(data.resolve("secrets/hichat-git/password"));
        var credentials = new UsernamePasswordCredentialsProvider(Outside.GIT_USER, password);
        var url = running.git() + "/" + REPOSITORY + ".git";
        try (var git = Git.cloneRepository()
                .setURI(url)
                .setBranch("master")
                .setDirectory(work.toFile())
                .setCredentialsProvider(credentials)
                .call()) {
            var page = work.resolve("web/index.html");
            Files.writeString(
                    page, Files.readString(page).replaceFirst("<p>.*</p>", "<p>Hello at " + Instant.now() + ".</p>"));
            Breakage.undo(work);
            var message = breaking ? Breakage.in(running).make(work) : "Greet a little differently";
            commit(git, message);
            push(git, url, password);
            var commit =
                    Objects.requireNonNull(git.getRepository().resolve("HEAD")).name();
            return "pushed " + commit.substring(0, 8) + " (" + message + ") to master of " + url;
        } catch (GitAPIException e) {
            throw new Usage("the push did not work: " + e.getMessage() + ". Is ./slipway up running?");
        } finally {
            delete(work);
        }
    }

    private static void commit(Git git, String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.commit()
                .setAuthor("demo", "demo@slipway.invalid")
                .setCommitter("demo", "demo@slipway.invalid")
                .setSign(false)
                .setMessage(message)
                .call();
    }

    private static void push(Git git, String url, String password) throws GitAPIException, IOException {
        for (var result : git.push()
                .setRemote(url)
                .setRefSpecs(new RefSpec("refs/heads/master:refs/heads/master"))
                .setCredentialsProvider(new UsernamePasswordCredentialsProvider(Outside.GIT_USER, password))
                .call()) {
            for (var update : result.getRemoteUpdates()) {
                if (update.getStatus() != RemoteRefUpdate.Status.OK) {
                    throw new IOException(
                            update.getStatus() == RemoteRefUpdate.Status.REJECTED_NONFASTFORWARD
                                    ? "somebody else pushed at the same moment; say it again"
                                    : "the push was refused: " + update.getStatus() + " "
                                            + Objects.requireNonNullElse(update.getMessage(), ""));
                }
            }
        }
    }

    private static String filled(String text, Outside outside) {
        return text.replace("REGISTRY/", outside.registry().address() + "/")
                .replace("GIT/", outside.git().url() + "/");
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(Demo.class.getClassLoader().getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

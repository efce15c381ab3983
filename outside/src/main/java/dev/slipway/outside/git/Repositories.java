package dev.slipway.outside.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The bare repositories below a folder, each opened once. Paths go without {@code .git}. */
final class Repositories implements AutoCloseable {
    private static final int PACKS_MAX = 200;
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*");
    private final Path folder;
    private final Map<String, Repository> open = new HashMap<>();

    Repositories(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    synchronized Optional<Repository> find(String path) throws IOException {
        var known = open.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        var bare = PATH.matcher(path).matches() ? folder.resolve(path + ".git") : folder;
        if (!Files.isDirectory(bare.resolve(Constants.OBJECTS))) {
            return Optional.empty();
        }
        var opened =
                new FileRepositoryBuilder().setGitDir(bare.toFile()).setBare().build();
        upkeep(opened);
        open.put(path, opened);
        return Optional.of(opened);
    }

    synchronized Repository openOrMake(String path) throws IOException {
        var there = find(path);
        if (there.isPresent()) {
            return there.get();
        }
        if (!PATH.matcher(path).matches()) {
            throw new IOException("\"" + path + "\" is no path of a repository: it looks like root/hichat");
        }
        try (var making = new FileRepositoryBuilder()
                .setGitDir(folder.resolve(path + ".git").toFile())
                .setBare()
                .build()) {
            making.create(true);
            making.updateRef(Constants.HEAD).link(Constants.R_HEADS + Constants.MASTER);
            configure(making);
        }
        return find(path).orElseThrow();
    }

    /** Each push is a pack. What they are packed into takes their place at once, so that they don't count as too many any longer. */
    private static void upkeep(Repository repository) {
        var config = repository.getConfig();
        config.setInt("gc", null, "autopacklimit", PACKS_MAX);
        config.setString("gc", null, "prunepackexpire", "now");
        config.setBoolean("receive", null, "autogc", true);
    }

    private static void configure(Repository repository) throws IOException {
        var config = repository.getConfig();
        config.setBoolean("http", null, "receivepack", true);
        // As GitLab has it: build tools fetch a commit by its id, and parts of a big repository.
        config.setBoolean("uploadpack", null, "allowAnySHA1InWant", true);
        config.setBoolean("uploadpack", null, "allowFilter", true);
        config.save();
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Repository::close);
        open.clear();
    }
}

package dev.slipway.console.outbound.config;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.console.core.deploy.ConfigFolders;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.Segment;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitLimits;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import dev.slipway.git.Mirrors;
import dev.slipway.git.Snapshot;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Fetches the branch first, each time: what is shown is what is there. Its cache is opened when it is first needed. */
public final class GitConfigFolders implements ConfigFolders, AutoCloseable {
    private static final int AT_ONCE = 4;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Path cache;
    private final GitAccess access;
    private @Nullable Mirrors mirrors;

    public GitConfigFolders(Path cache, Secrets secrets) {
        this.cache = cache;
        access = new GitAccess(secrets::find);
    }

    @Override
    public ConfigFolder read(Repository repository, Environment.Config config) throws IOException {
        if (!places.tryAcquire()) {
            throw new IOException("others look at changes at this moment; try again soon");
        }
        try {
            var mirror = mirrors().of(access.remote(repository.url(), repository.credentials()));
            var snapshot = snapshot(mirror, config);
            var files = snapshot.readAll(config.path(), path -> isWanted(config, path));
            return new ConfigFolder(snapshot.commit(), new ConfigFiles(config.path(), files));
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        } finally {
            places.release();
        }
    }

    /** Whether it is in the branch, as that is now. */
    public boolean holds(Repository repository, String branch, String path) throws IOException {
        if (!places.tryAcquire()) {
            throw new IOException("others look at changes at this moment; try again soon");
        }
        try {
            var mirror = mirrors().of(access.remote(repository.url(), repository.credentials()));
            mirror.fetch(branch);
            return at(mirror, branch, path).isPresent();
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        } finally {
            places.release();
        }
    }

    private synchronized Mirrors mirrors() throws IOException {
        if (mirrors == null) {
            mirrors = Mirrors.in(cache, GitLimits.defaults().quick());
        }
        return mirrors;
    }

    private static boolean isWanted(Environment.Config config, String path) {
        return ConfigFiles.isYaml(path) || (config.file() != null && path.endsWith(config.file()));
    }

    /** As config-updater does it: where the branch or its folder is missing, it will be made from another branch. */
    private static Snapshot snapshot(Mirror mirror, Environment.Config config) throws IOException, GitRefused {
        mirror.fetch(config.branch());
        var from = config.createFrom();
        var there = at(mirror, config.branch(), config.path());
        if (there.isPresent()) {
            return there.get();
        }
        if (from != null) {
            mirror.fetch(from);
        }
        return (from == null ? Optional.<Snapshot>empty() : at(mirror, from, config.path()))
                .orElseThrow(() -> new GitRefused(
                        "there is no " + config.path() + " in branch " + config.branch()
                                + (from == null ? "" : ", nor in " + from),
                        "correct config.path in the catalog, or commit the folder to the branch"));
    }

    private static Optional<Snapshot> at(Mirror mirror, String branch, String path) throws IOException, GitRefused {
        var tip = mirror.resolve(branch);
        if (tip.isEmpty()) {
            return Optional.empty();
        }
        var snapshot = mirror.at(tip.get());
        return snapshot.content(path).isPresent() ? Optional.of(snapshot) : Optional.empty();
    }

    @Override
    public synchronized void close() throws IOException {
        if (mirrors != null) {
            mirrors.close();
            mirrors = null;
        }
    }
}

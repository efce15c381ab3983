package dev.slipway.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** A bare repository that may be lost at any time: work that meets damage is done again upon a new one. */
final class MirrorFolder implements AutoCloseable {
    /** A folder that is lost again while it is made anew is somebody else's doing; that is not mended for ever. */
    private static final int ATTEMPTS = 4;

    static {
        HostConfigIgnored.apply();
    }

    private final Path folder;
    private final ReentrantReadWriteLock inUse = new ReentrantReadWriteLock();
    private final ReentrantLock talking = new ReentrantLock(true);
    private @Nullable Opened opened;

    MirrorFolder(Path folder) {
        this.folder = folder;
    }

    /** Fetches and pushes follow one another. */
    ReentrantLock talking() {
        return talking;
    }

    /** A repository, and the refs that were fetched into it since it was opened. */
    record Opened(FileRepository repository, Set<String> fetched) {}

    /** Something done with the repository. Is done twice when the first time met damage. */
    interface Work<T> {
        T on(Opened mirror) throws IOException, GitRefused;
    }

    <T> T use(Work<T> work) throws IOException, GitRefused {
        var mirror = open(null);
        for (var attempt = 1; ; attempt++) {
            try {
                return during(mirror, work);
            } catch (IOException | RuntimeException e) {
                var nested = inUse.getReadHoldCount() > 0;
                if (attempt == ATTEMPTS || nested || (!MirrorDamaged.explains(e) && isWhole())) {
                    throw e;
                }
                mirror = open(mirror);
            }
        }
    }

    private <T> T during(Opened mirror, Work<T> work) throws IOException, GitRefused {
        inUse.readLock().lock();
        try {
            return work.on(mirror);
        } finally {
            inUse.readLock().unlock();
        }
    }

    /** Opens the folder; makes it anew when the given one, found damaged, is still the one in use. */
    private Opened open(@Nullable Opened damaged) throws IOException {
        inUse.readLock().lock();
        try {
            if (opened != null && !opened.equals(damaged)) {
                return opened;
            }
        } finally {
            inUse.readLock().unlock();
        }
        inUse.writeLock().lock();
        try {
            if (opened == null || opened.equals(damaged)) {
                close();
                opened = new Opened(
                        damaged == null && isWhole() ? existing() : created(), ConcurrentHashMap.newKeySet());
            }
            return opened;
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private boolean isWhole() {
        return Files.isRegularFile(folder.resolve(Constants.HEAD))
                && Files.isRegularFile(folder.resolve(Constants.CONFIG))
                && Files.isDirectory(folder.resolve("objects/pack"))
                && Files.isDirectory(folder.resolve("refs"));
    }

    private FileRepository existing() throws IOException {
        LeftOvers.removeFrom(folder);
        try {
            var repository = repository();
            repository.getRefDatabase().getRefs();
            return repository;
        } catch (IOException | RuntimeException _) {
            return created();
        }
    }

    private FileRepository created() throws IOException {
        LeftOvers.delete(folder);
        Files.createDirectories(folder);
        var repository = repository();
        repository.create(true);
        var config = repository.getConfig();
        config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "logAllRefUpdates", false);
        config.setBoolean(ConfigConstants.CONFIG_PACK_SECTION, null, ConfigConstants.CONFIG_KEY_BUILD_BITMAPS, false);
        config.save();
        return repository;
    }

    private FileRepository repository() throws IOException {
        var repository = (FileRepository)
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        // Else JGit packs everything anew at fetches, beside Packing.
        var config = repository.getConfig();
        config.setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
        config.setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTOPACKLIMIT, 0);
        return repository;
    }

    /** @return false where it is in use */
    boolean drop() throws IOException {
        if (!inUse.writeLock().tryLock()) {
            return false;
        }
        try {
            close();
            LeftOvers.delete(folder);
            return true;
        } finally {
            inUse.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        inUse.writeLock().lock();
        try {
            if (opened != null) {
                opened.repository().close();
                opened = null;
            }
        } finally {
            inUse.writeLock().unlock();
        }
    }
}

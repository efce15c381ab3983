package dev.slipway.git;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The mirrors in a cache folder. The folder belongs to one process and may be deleted whenever that does not run. */
public final class Mirrors implements AutoCloseable {
    private static final int NAME_MAX = 60;

    private final Path folder;
    private final GitLimits limits;
    private final FileChannel owned;
    private final QuickPush quick;
    private final Map<String, MirrorFolder> folders = new ConcurrentHashMap<>();
    private final Map<GitRemote, Mirror> mirrors = new ConcurrentHashMap<>();
    private final MirrorRoom room;

    private Mirrors(Path folder, GitLimits limits, FileChannel owned, InstantSource clock) {
        this.folder = folder;
        this.limits = limits;
        this.owned = owned;
        quick = new QuickPush(limits);
        room = new MirrorRoom(folder, limits.mirrorsBytesMax(), this::named, clock);
    }

    /** Takes the folder into possession; the operating system gives it back when the process ends, however it ends. */
    public static Mirrors in(Path folder, GitLimits limits) throws IOException {
        return in(folder, limits, InstantSource.system());
    }

    static Mirrors in(Path folder, GitLimits limits, InstantSource clock) throws IOException {
        Files.createDirectories(folder);
        var owned = FileChannel.open(folder.resolve("in-use"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!taken(owned)) {
            owned.close();
            throw new IOException("the Git cache " + folder + " is in use already: give each service its own folder");
        }
        return new Mirrors(folder, limits, owned, clock);
    }

    public Mirror of(GitRemote remote) {
        // A new password makes a new remote, but not a second owner of the same folder.
        var name = nameFor(remote);
        var cache = named(name);
        room.used(name);
        return mirrors.computeIfAbsent(remote, _ -> new Mirror(remote, limits, quick, cache));
    }

    void makeRoom() {
        room.make();
    }

    private MirrorFolder named(String name) {
        return folders.computeIfAbsent(name, _ -> new MirrorFolder(folder.resolve(name)));
    }

    @Override
    public void close() throws IOException {
        quick.close();
        mirrors.clear();
        folders.values().forEach(MirrorFolder::close);
        folders.clear();
        owned.close();
    }

    private static boolean taken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    /** Readable, and never the same for two users or URLs: what one may see, the other may not. */
    private static String nameFor(GitRemote remote) {
        var identity = remote.url() + "\n" + userOf(remote);
        var readable = remote.url().replaceFirst("^[a-z]+:/+", "").replaceAll("[^A-Za-z0-9.-]+", "-");
        var start = Math.max(0, readable.length() - NAME_MAX);
        return readable.substring(start) + "-" + UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8))
                + ".git";
    }

    private static String userOf(GitRemote remote) {
        var key = remote.key();
        if (key != null) {
            return "key " + key.secret();
        }
        var credentials = remote.credentials();
        return credentials == null ? "" : credentials.user();
    }
}

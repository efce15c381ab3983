package dev.slipway.git;

import java.time.Duration;

/**
 * A bound on everything.
 *
 * @param connect how long a host may take to accept a connection
 * @param silence how long a host may say nothing
 * @param transfer how long one fetch or push may take in all
 * @param fileBytesMax the largest file that is read into memory
 * @param exportBytesMax the size of an exported tree
 * @param exportFilesMax the files of an exported tree
 * @param packsMax packs in a mirror before they become one
 * @param fetchBytesMax what one fetch may bring
 * @param mirrorsBytesMax what all mirrors together may take, but those in use; 0: no limit
 */
public record GitLimits(
        Duration connect,
        Duration silence,
        Duration transfer,
        int fileBytesMax,
        long exportBytesMax,
        int exportFilesMax,
        int packsMax,
        long fetchBytesMax,
        long mirrorsBytesMax) {
    private static final long FETCH_BYTES_MAX = 2L << 30;
    private static final long MIRRORS_BYTES_MAX = 3L << 30;

    public GitLimits(
            Duration connect,
            Duration silence,
            Duration transfer,
            int fileBytesMax,
            long exportBytesMax,
            int exportFilesMax,
            int packsMax) {
        this(
                connect,
                silence,
                transfer,
                fileBytesMax,
                exportBytesMax,
                exportFilesMax,
                packsMax,
                FETCH_BYTES_MAX,
                MIRRORS_BYTES_MAX);
    }

    public GitLimits fetching(long bytesMax) {
        return new GitLimits(
                connect,
                silence,
                transfer,
                fileBytesMax,
                exportBytesMax,
                exportFilesMax,
                packsMax,
                bytesMax,
                mirrorsBytesMax);
    }

    /** With so much room for all mirrors together. */
    public GitLimits keeping(long bytesMax) {
        return new GitLimits(
                connect,
                silence,
                transfer,
                fileBytesMax,
                exportBytesMax,
                exportFilesMax,
                packsMax,
                fetchBytesMax,
                bytesMax);
    }

    /** For questions that a host answers at once or not at all. */
    public GitLimits quick() {
        return new GitLimits(
                connect,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                fileBytesMax,
                exportBytesMax,
                exportFilesMax,
                packsMax,
                fetchBytesMax,
                mirrorsBytesMax);
    }

    public static GitLimits defaults() {
        return new GitLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                16 << 20,
                4L << 30,
                500_000,
                100);
    }
}

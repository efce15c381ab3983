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
 */
public record GitLimits(
        Duration connect,
        Duration silence,
        Duration transfer,
        int fileBytesMax,
        long exportBytesMax,
        int exportFilesMax,
        int packsMax,
        long fetchBytesMax) {
    private static final long FETCH_BYTES_MAX = 2L << 30;

    public GitLimits(
            Duration connect,
            Duration silence,
            Duration transfer,
            int fileBytesMax,
            long exportBytesMax,
            int exportFilesMax,
            int packsMax) {
        this(connect, silence, transfer, fileBytesMax, exportBytesMax, exportFilesMax, packsMax, FETCH_BYTES_MAX);
    }

    public GitLimits fetching(long bytesMax) {
        return new GitLimits(
                connect, silence, transfer, fileBytesMax, exportBytesMax, exportFilesMax, packsMax, bytesMax);
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
                fetchBytesMax);
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

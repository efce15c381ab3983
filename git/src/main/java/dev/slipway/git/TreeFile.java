package dev.slipway.git;

/**
 * A file in a commit.
 *
 * @param path from the root of the repository
 * @param content the hash of its bytes: equal content, equal hash
 */
public record TreeFile(String path, Kind kind, String content) {

    /** Whether it has bytes of its own. */
    public boolean isFile() {
        return kind == Kind.FILE || kind == Kind.EXECUTABLE;
    }

    public enum Kind {
        FILE,
        EXECUTABLE,
        SYMLINK,
        SUBMODULE
    }
}

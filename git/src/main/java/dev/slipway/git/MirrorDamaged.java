package dev.slipway.git;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.zip.DataFormatException;
import java.util.zip.ZipException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.PackInvalidException;
import org.eclipse.jgit.errors.PackMismatchException;
import org.jspecify.annotations.Nullable;

/** The cache is not what we left: it is made anew. */
final class MirrorDamaged extends IOException {
    MirrorDamaged(String message) {
        super(message);
    }

    /** A network that breaks looks like a file that ends early, so a remote's failure counts only when objects are named. */
    static boolean explains(Throwable failure) {
        var remote = failure instanceof GitUnreachable;
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (isAboutObjects(t) || (!remote && isAboutFiles(t))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAboutObjects(Throwable t) {
        return switch (t) {
            case MirrorDamaged _,
                    MissingObjectException _,
                    CorruptObjectException _,
                    IncorrectObjectTypeException _,
                    PackInvalidException _,
                    PackMismatchException _,
                    InvalidObjectIdException _,
                    ConfigInvalidException _ -> true;
            default -> false;
        };
    }

    private static boolean isAboutFiles(Throwable t) {
        return switch (t) {
            case EOFException _,
                    FileNotFoundException _,
                    NoSuchFileException _,
                    ZipException _,
                    DataFormatException _ -> true;
            default -> false;
        };
    }
}

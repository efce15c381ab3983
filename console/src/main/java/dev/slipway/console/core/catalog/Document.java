package dev.slipway.console.core.catalog;

import dev.slipway.events.catalog.Project;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as it was read.
 *
 * @param name the project that it is about, if it says so legibly
 * @param project what it declares; none if anything is wrong with it
 */
public record Document(
        String file, @Nullable String name, @Nullable Project project, List<Problem> problems) {

    public Document {
        problems = List.copyOf(problems);
    }

    /** Broken so badly that it does not even say which project it is about. */
    boolean isIllegible() {
        return name == null && !problems.isEmpty();
    }
}

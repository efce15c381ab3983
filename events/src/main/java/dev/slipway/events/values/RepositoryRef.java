package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a repository of a project; written {@code project/name}. */
public record RepositoryRef(String project, String name) {

    public RepositoryRef {
        Names.checked("a project", project);
        Names.checked("a repository", name);
    }

    @JsonCreator
    public static RepositoryRef parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' does not name a repository: write project/name");
        }
        return new RepositoryRef(text.substring(0, slash), text.substring(slash + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return project + "/" + name;
    }
}

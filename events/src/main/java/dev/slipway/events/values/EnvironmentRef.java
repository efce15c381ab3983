package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names an environment of a project; written {@code project/name}. */
public record EnvironmentRef(String project, String name) {

    public EnvironmentRef {
        Names.checked("a project", project);
        Names.checked("an environment", name);
    }

    @JsonCreator
    public static EnvironmentRef parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' does not name an environment: write project/name");
        }
        return new EnvironmentRef(text.substring(0, slash), text.substring(slash + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return project + "/" + name;
    }
}

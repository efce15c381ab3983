package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names an application of a project; written {@code project/name}. */
public record ApplicationRef(String project, String name) {

    public ApplicationRef {
        Names.checked("a project", project);
        Names.checked("an application", name);
    }

    @JsonCreator
    public static ApplicationRef parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' does not name an application: write project/name");
        }
        return new ApplicationRef(text.substring(0, slash), text.substring(slash + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return project + "/" + name;
    }
}

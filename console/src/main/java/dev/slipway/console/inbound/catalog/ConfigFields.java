package dev.slipway.console.inbound.catalog;

import dev.slipway.configediting.Where;
import dev.slipway.events.catalog.Environment;
import org.jspecify.annotations.Nullable;

/** Where an environment's configuration is. */
final class ConfigFields {
    private static final String FIELD = "field";
    private static final String FILE = "file";

    private ConfigFields() {}

    static Environment.Config of(Fields config, String repository, Problems problems) {
        return new Environment.Config(
                repository,
                config.text("branch", Rule.BRANCH),
                config.text("path", Rule.PATH),
                config.optionalText("createFrom", Rule.BRANCH),
                config.optionalText(FILE, Rule.PATH),
                config.optionalText("message", Rule.MESSAGE),
                field(config, problems),
                config.optionalText("sign", Rule.SECRET),
                ConfigMode.of(config));
    }

    /** A path that leads to the image, in the file that is named. */
    private static @Nullable String field(Fields config, Problems problems) {
        var field = config.optionalText(FIELD);
        if (field == null) {
            return null;
        }
        if (!config.has(FILE)) {
            problems.add(config.at(FIELD), "'field' is a path in the file with the image; name that with 'file', too");
        }
        try {
            Where.field(field);
        } catch (IllegalArgumentException e) {
            problems.add(config.at(FIELD), "'field' cannot be used: " + e.getMessage());
        }
        return field;
    }
}

package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person sets in an environment's configuration, beside the image. Its value may be nobody's business: what is told of it is
 * {@link #described}.
 *
 * @param name the variable's, the resource's, or the value's path; absent for replicas
 * @param in a container's name, an object like Deployment/server, or a file; absent: where the application's image is
 */
public record Setting(
        Kind kind,
        @Nullable String name,
        String value,
        @Nullable String in) {
    private static final String HIDDEN = "(hidden)";

    /** What of the configuration it is. */
    public enum Kind {
        @JsonProperty("replicas")
        REPLICAS,
        @JsonProperty("env")
        ENV,
        @JsonProperty("request")
        REQUEST,
        @JsonProperty("limit")
        LIMIT,
        @JsonProperty("value")
        VALUE;

        /** As it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code replicas 3}, {@code LOG_LEVEL}, {@code limit cpu 500m}: without what may be secret. */
    public String described() {
        return switch (kind) {
            case REPLICAS -> kind.word() + " " + value;
            case REQUEST, LIMIT -> kind.word() + " " + name + " " + value;
            case ENV, VALUE -> String.valueOf(name);
        };
    }

    /** The same without a value that may be secret. */
    public Setting hidden() {
        return switch (kind) {
            case REPLICAS, REQUEST, LIMIT -> this;
            case ENV, VALUE -> new Setting(kind, name, HIDDEN, in);
        };
    }

    /** Whether a secret would stand in Git, as far as its name tells. */
    @JsonIgnore
    public boolean isSecret() {
        return name != null && (kind == Kind.ENV || kind == Kind.VALUE) && SecretName.isOne(name, value);
    }

    @Override
    public String toString() {
        return described() + (in == null ? "" : " in " + in);
    }
}

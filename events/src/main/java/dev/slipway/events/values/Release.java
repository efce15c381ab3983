package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change to one environment. Its rank in its line is the ordinal of the push it came from, or for one that the line was turned to,
 * the ordinal that the line had come to.
 *
 * @param application the application, or {@link #CONFIG} where people changed the environment's configuration itself
 * @param image what is to run; absent where people changed the configuration, whatever in it
 * @param id the same wherever the release is spoken of: in events, in the commit's trailer, in a message
 * @param turn how often the line was turned at this ordinal; absent for the push itself
 * @param origin why the line was turned
 */
public record Release(
        UUID id,
        EnvironmentRef environment,
        String application,
        Ordinal ordinal,
        SourceCommit source,
        @Nullable ImageReference image,
        @Nullable Integer turn,
        @Nullable Origin origin) {
    /** No application can have this name. */
    public static final String CONFIG = "config";

    public Release(
            UUID id,
            EnvironmentRef environment,
            String application,
            Ordinal ordinal,
            SourceCommit source,
            @Nullable ImageReference image) {
        this(id, environment, application, ordinal, source, image, null, null);
    }

    @JsonIgnore
    public Rank rank() {
        return new Rank(ordinal, turn == null ? 0 : turn);
    }

    /** What this one says, once more, at a later rank. */
    public Release at(Rank later, Origin why, UUID newId) {
        return in(environment, later, why, newId);
    }

    /** What this one says, in an environment. */
    public Release in(EnvironmentRef other, Rank rank, Origin why, UUID newId) {
        var turned = rank.turn() == 0 ? null : rank.turn();
        return new Release(newId, other, application, rank.ordinal(), source, image, turned, why);
    }

    public boolean isAfter(Release other) {
        return rank().isAfter(other.rank());
    }

    /** Whether it leaves things as an earlier release of the line had them: the same image, and nothing set besides. */
    public boolean repeats(Release earlier) {
        return id.equals(earlier.id) || (origin != Origin.DEPLOY && Objects.equals(image, earlier.image));
    }

    @JsonIgnore
    public boolean isBack() {
        return origin != null && origin.isBack();
    }
}

package dev.slipway.notifier.core;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a message needs, so that it can be written long after the fact.
 *
 * @param about the id of the fact
 * @param took since the delivery was first seen
 * @param perhapsRepeated whether an earlier attempt may have reached the chat
 */
public record Notice(
        UUID about,
        Kind kind,
        Place place,
        Change change,
        @Nullable Failure failure,
        @Nullable UUID delivery,
        @Nullable Duration took,
        boolean perhapsRepeated) {

    /** What a channel's {@code on} chooses among. */
    public enum Kind {
        @JsonProperty("live")
        LIVE("live"),
        @JsonProperty("failed")
        FAILED("failed");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** @param environments those that the fact concerns: one for a release, all that follow the branch for a build */
    public record Place(String project, String application, List<String> environments) {
        public Place {
            environments = List.copyOf(environments);
        }
    }

    /**
     * What was changed, as far as it is known.
     *
     * @param subject the first line of the commit's message
     * @param config the commit in the config branch
     */
    public record Change(
            Ordinal ordinal,
            CommitId commit,
            @Nullable String subject,
            @Nullable String author,
            @Nullable ImageReference image,
            @Nullable CommitId config) {}

    public Notice asPerhapsRepeated() {
        return new Notice(about, kind, place, change, failure, delivery, took, true);
    }
}

package dev.slipway.notifier.core;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a message needs, so that it can be written long after the fact.
 *
 * @param about the id of the fact
 * @param change what was changed, or is kept out; absent for what is about a line, or an environment, alone
 * @param headline what it is, where the kind alone does not tell
 * @param took since the delivery was first seen
 * @param perhapsRepeated whether an earlier attempt may have reached the chat
 * @param engine what an engine said of an environment, where it is about that
 */
public record Notice(
        UUID about,
        Kind kind,
        Place place,
        @Nullable Change change,
        @Nullable Failure failure,
        @Nullable UUID delivery,
        @Nullable Duration took,
        boolean perhapsRepeated,
        @Nullable Headline headline,
        @Nullable Hold hold,
        @Nullable Engine engine) {

    public Notice(
            UUID about,
            Kind kind,
            Place place,
            @Nullable Change change,
            @Nullable Failure failure,
            @Nullable UUID delivery,
            @Nullable Duration took,
            boolean perhapsRepeated,
            @Nullable Headline headline,
            @Nullable Hold hold) {
        this(about, kind, place, change, failure, delivery, took, perhapsRepeated, headline, hold, null);
    }

    public Notice(
            UUID about,
            Kind kind,
            Place place,
            @Nullable Change change,
            @Nullable Failure failure,
            @Nullable UUID delivery,
            @Nullable Duration took,
            boolean perhapsRepeated) {
        this(about, kind, place, change, failure, delivery, took, perhapsRepeated, null, null);
    }

    /** What a channel's {@code on} chooses among. */
    public enum Kind {
        @JsonProperty("live")
        LIVE("live"),
        @JsonProperty("failed")
        FAILED("failed"),
        @JsonProperty("held")
        HELD("held"),
        /** How an environment is between releases; each has a headline. */
        @JsonProperty("engine")
        ENGINE("engine");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What a notice says first; the key of its text. */
    public enum Headline {
        BACK("rollback.live"),
        BACK_BY_ITSELF("auto-rollback.live"),
        BACK_FAILED("rollback.failed"),
        /** The config branch says already what was to come back. */
        BACK_UNCHANGED("rollback.unchanged"),
        /** What a person set came into no branch, and something newer comes instead. */
        SETTINGS_LOST("settings.lost"),
        RELEASE_HELD("release.held"),
        RELEASE_PROPOSED("release.proposed"),
        SYNC_AWAITED("sync.awaited"),
        LINE_TURNED("line.turned"),
        /** The engine goes back before Git says so. */
        LINE_TURNED_AT_ONCE("line.turned-at-once"),
        LINE_HELD("line.held"),
        LINE_FREED("line.freed"),
        COMMAND_REFUSED("command.refused"),
        /** Of what an environment is pinned to nothing is known yet. */
        PIN_UNMET("pin.unmet"),
        CHANGES_NOT_MERGED("changes.unmerged"),
        ENGINE_WELL("engine.well"),
        ENGINE_DEGRADED("engine.degraded"),
        ENGINE_MISSING("engine.missing"),
        ENGINE_OUT_OF_SYNC("engine.out-of-sync");

        private final String key;

        Headline(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }

        public boolean isOfATurn() {
            return this == LINE_TURNED || this == LINE_TURNED_AT_ONCE;
        }
    }

    /**
     * Why releases wait.
     *
     * @param by who did it; absent where a failed release did
     * @param left what the line was turned from
     * @param nextStep what to do, in the words of whoever holds; absent where {@code firm} says it
     * @param firm whether only a person frees the line; absent where {@code nextStep} says more
     * @param merge the merge request that people decide about
     */
    public record Hold(
            @Nullable String why,
            @Nullable String by,
            @Nullable Change left,
            @Nullable String nextStep,
            @Nullable Boolean firm,
            @Nullable String merge) {

        public Hold(
                @Nullable String why,
                @Nullable String by,
                @Nullable Change left,
                @Nullable String nextStep,
                @Nullable Boolean firm) {
            this(why, by, left, nextStep, firm, null);
        }
    }

    /**
     * @param object as people name it
     * @param message why it is not as it should be, in the engine's words
     * @param since when it was first seen so
     */
    public record Engine(String object, @Nullable String message, Instant since) {
        private static final int MESSAGE_MAX = 500;

        public Engine {
            message = message == null ? null : Texts.cut(message, MESSAGE_MAX);
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
     * @param turn how often the line was turned at this ordinal; absent for a push
     * @param by who asked for it; absent where it came by itself
     */
    public record Change(
            Ordinal ordinal,
            CommitId commit,
            @Nullable String subject,
            @Nullable String author,
            @Nullable ImageReference image,
            @Nullable CommitId config,
            @Nullable Integer turn,
            @Nullable String by) {

        public Change(
                Ordinal ordinal,
                CommitId commit,
                @Nullable String subject,
                @Nullable String author,
                @Nullable ImageReference image,
                @Nullable CommitId config) {
            this(ordinal, commit, subject, author, image, config, null, null);
        }
    }

    public Notice asPerhapsRepeated() {
        return new Notice(about, kind, place, change, failure, delivery, took, true, headline, hold, engine);
    }
}

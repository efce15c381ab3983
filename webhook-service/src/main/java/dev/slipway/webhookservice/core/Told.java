package dev.slipway.webhookservice.core;

import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.Pipeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a hook said besides "look there". */
public record Told(
        @Nullable Moved moved,
        @Nullable MergeRequest request,
        @Nullable Pipeline pipeline) {

    /**
     * A ref has moved. Who pushed it, and what they asked for, is believed where the look finds the very commit.
     *
     * @param ref the full name
     */
    public record Moved(
            String ref,
            @Nullable String after,
            @Nullable String pusher,
            @Nullable List<String> options) {

        private int letters() {
            var letters = ref.length();
            for (var option : options == null ? List.<String>of() : options) {
                letters += option.length();
            }
            return letters;
        }
    }

    /** About how long it is, written down. */
    int letters() {
        return moved == null ? 0 : moved.letters();
    }

    public static Told nothing() {
        return new Told(null, null, null);
    }

    public static Told moved(Moved moved) {
        return new Told(moved, null, null);
    }

    public static Told request(MergeRequest request) {
        return new Told(null, request, null);
    }

    public static Told pipeline(Pipeline pipeline) {
        return new Told(null, null, pipeline);
    }
}

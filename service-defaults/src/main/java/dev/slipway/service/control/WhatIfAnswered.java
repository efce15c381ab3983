package dev.slipway.service.control;

import dev.slipway.events.PrivateEvent;
import dev.slipway.events.WireName;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a service would decide.
 *
 * @param says the facts that it would say, {@code type subject}, with the ids that they would have
 * @param opens the rows that it would open
 * @param errors why it could not decide some of it
 * @param cut how many more of each there are than one record takes; null where all are here
 */
@WireName("dev.slipway.control.what-if-answered.v1")
public record WhatIfAnswered(
        String service,
        String project,
        UUID question,
        List<Said> says,
        List<Opened> opens,
        List<String> errors,
        @Nullable Cut cut)
        implements PrivateEvent {
    public static final String TOPIC = "answers";
    /** For all but the lists. */
    private static final int FRAME_BYTES = 1024;

    private static final int ERROR_MAX = 500;

    public record Said(UUID id, String type, String subject) {}

    public record Opened(String resource, String intent) {}

    public record Cut(int says, int opens, int errors) {}

    /** As much as one record takes: what cannot be decided comes first, then what would be done, then what would be said. */
    public static WhatIfAnswered of(
            Control.WhatIfAsked asked, List<Said> says, List<Opened> opens, List<String> errors) {
        var room = new Room();
        var failed = room.take(errors.stream().map(WhatIfAnswered::shortened).toList());
        var opened = room.take(opens);
        var said = room.take(says);
        var cut = new Cut(says.size() - said.size(), opens.size() - opened.size(), errors.size() - failed.size());
        return new WhatIfAnswered(
                asked.service(),
                asked.project(),
                asked.question(),
                said,
                opened,
                failed,
                cut.equals(new Cut(0, 0, 0)) ? null : cut);
    }

    private static String shortened(String error) {
        return error.length() > ERROR_MAX ? error.substring(0, ERROR_MAX) + " …" : error;
    }

    private static final class Room {
        private int left = EventCodec.BYTES_MAX - FRAME_BYTES;

        /** The first of them, up to the first that does not fit. */
        private <T> List<T> take(List<T> all) {
            var taken = new ArrayList<T>();
            for (var each : all) {
                var bytes = Json.write(each).length + 1;
                if (bytes > left) {
                    left = 0;
                    break;
                }
                left -= bytes;
                taken.add(each);
            }
            return taken;
        }
    }

    @Override
    public String subject() {
        return question.toString();
    }

    @Override
    public String topic() {
        return TOPIC;
    }
}

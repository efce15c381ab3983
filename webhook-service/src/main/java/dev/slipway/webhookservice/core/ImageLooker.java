package dev.slipway.webhookservice.core;

import dev.slipway.events.PushEvent.ImageSeen;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.webhookservice.core.Look.AtImage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says which image a tag means now, once for each application and digest. */
final class ImageLooker {
    private static final int REMEMBERED = 500;
    private final Registry registry;

    ImageLooker(Registry registry) {
        this.registry = registry;
    }

    /** @param digests what each tag last meant, by {@code project/application:tag}, oldest first */
    record Seen(long changes, Map<String, String> digests) {}

    Outcome<Look> act(List<Row<Look>> rows, Stage<Look> stage) throws IOException {
        var outcome = Outcome.<Look>none();
        var before = stage.note(Seen.class).orElse(new Seen(0, Map.of()));
        var digests = new LinkedHashMap<>(before.digests());
        var changes = before.changes();
        for (var row : rows) {
            if (row.intent() instanceof AtImage look) {
                var key = look.ref() + ":" + look.tag();
                var digest = registry.digest(look.application(), look.tag());
                if (digest.isPresent() && !digest.get().equals(digests.remove(key))) {
                    var seen = new ImageReference(look.application().image(), look.tag(), digest.get());
                    outcome.say(row, new ImageSeen(look.ref(), seen, new Ordinal(++changes)));
                }
                digest.ifPresent(found -> digests.put(key, found));
            }
            outcome.close(row);
        }
        if (changes != before.changes()) {
            while (digests.size() > REMEMBERED) {
                digests.remove(digests.firstEntry().getKey());
            }
            outcome.keep(new Seen(changes, digests));
        }
        return outcome;
    }
}

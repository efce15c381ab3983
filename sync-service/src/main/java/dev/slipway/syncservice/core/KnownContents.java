package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;

/** Asks for what a commit holds once: it never changes. An engine that still has the last release's content so costs no way to Git. */
public final class KnownContents implements Contents {
    private static final int MAX = 10_000;

    private final Contents git;
    private final Map<Key, String> known = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Entry<Key, String> eldest) {
            return size() > MAX;
        }
    });

    private record Key(String url, String path, CommitId commit) {

        static Key of(Source source, CommitId commit) {
            return new Key(source.url(), source.path(), commit);
        }
    }

    public KnownContents(Contents git) {
        this.git = git;
    }

    @Override
    public Optional<String> at(Source source, CommitId commit) throws IOException {
        var key = Key.of(source, commit);
        var content = known.get(key);
        if (content != null) {
            return Optional.of(content);
        }
        var asked = git.at(source, commit);
        asked.ifPresent(holds -> known.put(key, holds));
        return asked;
    }

    @Override
    public void learn(EnvironmentDesired row) {
        known.put(Key.of(row.source(), row.source().commit()), row.content());
    }
}

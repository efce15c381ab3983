package dev.slipway.syncservice.outbound.engine;

import dev.slipway.events.values.Segment;
import dev.slipway.git.GitRemote;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What lets an engine into a repository. Never printed. */
public final class Credentials {
    private static final List<String> HTTP = List.of("username", "password");
    private static final List<String> SSH = List.of("ssh-privatekey", "known_hosts");
    private final Map<String, String> values;

    private Credentials(Map<String, String> values) {
        this.values = values;
    }

    /**
     * {@code username} and {@code password}, or for an ssh address {@code ssh-privatekey} and {@code known_hosts}.
     *
     * @throws PermanentFailure if the secret lacks one of them, naming it
     */
    public static Credentials of(Secrets secrets, String secret, String url) {
        var values = new LinkedHashMap<String, String>();
        for (var key : GitRemote.isSsh(url) ? SSH : HTTP) {
            values.put(key, secrets.find(secret, key).orElseThrow(() -> missing(secret, key)));
        }
        return new Credentials(values);
    }

    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    private static PermanentFailure missing(String secret, String key) {
        return new PermanentFailure(
                Segment.CONFIG,
                "sync-service has no secret " + secret + "/" + key,
                "put it into sync-service's folder of secrets, or correct the repository's credentials in the catalog");
    }
}

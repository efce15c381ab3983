package dev.slipway.syncservice.core.install;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which manifests a sync-service may install, as its setting says: {@code false}, {@code true}, or the SHA-256 of each.
 *
 * @param any whatever people ask for
 */
public record Allowed(boolean any, Set<String> sums) {

    public static Allowed of(List<String> setting) {
        var words = setting.stream()
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (words.equals(Set.of("true"))) {
            return new Allowed(true, Set.of());
        }
        if (words.isEmpty() || words.equals(Set.of("false"))) {
            return new Allowed(false, Set.of());
        }
        for (var word : words) {
            if (!word.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("slipway.sync.install-engines is true, false, or the SHA-256 of each"
                        + " manifest that may be installed, and not '" + word + "'");
            }
        }
        return new Allowed(false, Set.copyOf(words));
    }

    public boolean isNone() {
        return !any && sums.isEmpty();
    }

    boolean is(String sha256) {
        return any || sums.contains(sha256.toLowerCase(Locale.ROOT));
    }
}

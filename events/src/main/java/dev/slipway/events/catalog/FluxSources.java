package dev.slipway.events.catalog;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code engine.spec.sources}: what Flux fetches beside the environment's own source. */
public final class FluxSources {
    public static final String KEY = "sources";

    private static final Map<String, Set<String>> SCHEMES =
            Map.of("HelmRepository", Set.of("http", "https", "oci"), "OCIRepository", Set.of("oci"));
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final int MOST = 20;

    private FluxSources() {}

    /** @param spec as the object has it */
    public record FluxSource(String kind, String name, Map<String, Object> spec) {}

    /** Those that are as they should be. */
    public static List<FluxSource> of(@Nullable Map<String, Object> spec) {
        var sources = new ArrayList<FluxSource>();
        for (var each : list(spec)) {
            if (each instanceof Map<?, ?> source && mistakeIn(source).isEmpty()) {
                var rest = new LinkedHashMap<String, Object>();
                source.forEach((key, value) -> rest.put(String.valueOf(key), value));
                rest.keySet().removeAll(Set.of("kind", "name"));
                sources.add(new FluxSource(text(source, "kind"), text(source, "name"), rest));
            }
        }
        return sources;
    }

    /** What is wrong with them, and what to do; no word of an address that has a password in it. */
    public static Optional<String> mistake(@Nullable Map<String, Object> spec) {
        if (spec == null || spec.get(KEY) == null) {
            return Optional.empty();
        }
        if (!(spec.get(KEY) instanceof List<?> list) || list.size() > MOST) {
            return Optional.of("must be a list of at most " + MOST + " sources, each with kind, name and url");
        }
        var names = new HashSet<String>();
        for (var each : list) {
            if (!(each instanceof Map<?, ?> source)) {
                return Optional.of("must be a list of sources, each with kind, name and url");
            }
            var mistake = mistakeIn(source);
            if (mistake.isPresent()) {
                return mistake;
            }
            if (!names.add(text(source, "kind") + " " + text(source, "name"))) {
                return Optional.of("names " + text(source, "kind") + " " + text(source, "name") + " twice; remove one");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> mistakeIn(Map<?, ?> source) {
        var kind = text(source, "kind");
        var name = text(source, "name");
        if (!SCHEMES.containsKey(kind)) {
            return Optional.of("has kind '" + kind + "'; use HelmRepository or OCIRepository");
        }
        if (!NAME.matcher(name).matches()) {
            return Optional.of("has no usable name for a " + kind + ": '" + name + "'; use a-z, 0-9, '-' and '.'");
        }
        var url = address(text(source, "url"));
        if (url.isEmpty()
                || !Objects.requireNonNull(SCHEMES.get(kind)).contains(url.get().getScheme())) {
            return Optional.of("has no usable url for " + kind + " " + name + "; it begins with "
                    + (kind.equals("OCIRepository") ? "oci://" : "https://, http:// or oci://"));
        }
        if (url.get().getRawUserInfo() != null) {
            return Optional.of("has a password in the url of " + kind + " " + name
                    + "; take it out, and name a Secret of Flux' namespace: secretRef: { name: … }");
        }
        return isByName(source.get("secretRef")) && isByName(source.get("certSecretRef"))
                ? Optional.empty()
                : Optional.of("names no Secret for " + kind + " " + name + "; write secretRef: { name: … }");
    }

    private static boolean isByName(@Nullable Object secret) {
        return secret == null
                || (secret instanceof Map<?, ?> map
                        && map.keySet().equals(Set.of("name"))
                        && map.get("name") instanceof String);
    }

    private static Optional<URI> address(String url) {
        try {
            return Optional.of(URI.create(url)).filter(uri -> uri.getHost() != null && uri.getScheme() != null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<?> list(@Nullable Map<String, Object> spec) {
        return spec != null && spec.get(KEY) instanceof List<?> list ? list : List.of();
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String text ? text : "";
    }
}

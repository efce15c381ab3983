package dev.slipway.console.inbound.catalog;

import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.FluxSources;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What brings an environment into its cluster, and what it is told. */
final class EngineFields {
    private static final String DIRECT = "direct";
    private static final String FLUX = "flux";
    private static final String ARGO_CD = "argocd";
    private static final List<String> TYPES = List.of(DIRECT, ARGO_CD, FLUX);
    private static final String APPLICATION_SET = "application-set";
    private static final Map<String, List<String>> KINDS =
            Map.of(FLUX, List.of("kustomization", "helm-release"), ARGO_CD, List.of("application", APPLICATION_SET));
    private static final List<String> YES_OR_NO = List.of("true", "false");

    private final Fields fields;
    private final Problems problems;

    private EngineFields(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    /** @param clusters those that have a sync-service */
    static Engine of(Fields environment, List<String> clusters, Problems problems) {
        var engine = environment.optionalMap("engine", Keys.ENGINE);
        return engine == null ? new Engine(DIRECT) : new EngineFields(engine, problems).engine(clusters);
    }

    private Engine engine(List<String> clusters) {
        var type = fields.oneOf("type", TYPES);
        refuseWhatIsOfOthers(type);
        var engine = new Engine(
                type,
                fields.has("kind") && KINDS.containsKey(type) ? fields.oneOf("kind", KINDS.get(type)) : null,
                fields.optionalText("name", Rule.OBJECT),
                fields.optionalText("namespace", Rule.NAMESPACE),
                fields.has("cluster") ? fields.oneOf("cluster", clusters) : null,
                flag("create"),
                flag("autoSync"),
                fields.optionalText("repoURL", Rule.URL),
                fields.optionalText("interval", Rule.INTERVAL),
                spec());
        if (type.equals(ARGO_CD)) {
            refuseBothHands(engine, "syncPolicy", "automated");
            refuseBothHands(engine, "applicationSet", "template", "spec", "syncPolicy", "automated");
            refuseWhatIsOfASet(engine);
        }
        if (type.equals(FLUX)) {
            refuseSources(engine);
        }
        return engine;
    }

    private void refuseBothHands(Engine engine, String... automated) {
        if (!engine.syncsItself() && declares(engine, automated)) {
            problems.add(
                    fields.at("autoSync"),
                    "'autoSync: false' and 'spec." + String.join(".", automated)
                            + "' contradict each other; remove one of them");
        }
    }

    private void refuseWhatIsOfASet(Engine engine) {
        if (!APPLICATION_SET.equals(engine.kind()) && declares(engine, "applicationSet")) {
            problems.add(
                    fields.at("spec"),
                    "'spec.applicationSet' means nothing without 'kind: application-set'; add it, or remove this");
        }
        if ("RollingSync".equals(declared(engine, "applicationSet", "strategy", "type"))) {
            problems.add(
                    fields.at("spec"),
                    "'spec.applicationSet.strategy' RollingSync leaves it to a controller which Application is synced when,"
                            + " and so does Slipway; remove it, and for an order give each place an environment of its own");
        }
    }

    private void refuseSources(Engine engine) {
        FluxSources.mistake(engine.spec())
                .ifPresent(mistake -> problems.add(fields.at("spec"), "'spec.sources' " + mistake));
        if (!engine.creates() && declares(engine, FluxSources.KEY)) {
            problems.add(
                    fields.at("spec"),
                    "'spec.sources' means nothing with 'create: false': Slipway writes nothing then; remove one of them");
        }
    }

    private static boolean declares(Engine engine, String... path) {
        return declared(engine, path) != null;
    }

    private static @Nullable Object declared(Engine engine, String... path) {
        Object at = engine.spec();
        for (var key : path) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    private void refuseWhatIsOfOthers(String type) {
        var others = new LinkedHashSet<>(type.equals(FLUX) ? Set.<String>of() : Set.of("interval"));
        if (type.equals(DIRECT)) {
            others.addAll(Keys.ENGINE);
            others.remove("type");
        }
        others.stream()
                .sorted()
                .filter(fields::has)
                .forEach(key -> problems.add(
                        fields.at(key), "'" + key + "' means nothing to engine type " + type + "; remove it"));
    }

    private @Nullable Boolean flag(String key) {
        return fields.has(key) ? fields.oneOf(key, YES_OR_NO).equals("true") : null;
    }

    private @Nullable Map<String, Object> spec() {
        return fields.has("spec") ? Values.of(fields.at("spec"), "'spec'", problems) : null;
    }
}

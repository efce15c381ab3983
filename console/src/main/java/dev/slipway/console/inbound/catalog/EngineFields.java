package dev.slipway.console.inbound.catalog;

import dev.slipway.events.catalog.Engine;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What brings an environment into its cluster, and what it is told. */
final class EngineFields {
    private static final String DIRECT = "direct";
    private static final String FLUX = "flux";
    private static final List<String> TYPES = List.of(DIRECT, "argocd", FLUX);
    private static final List<String> KINDS = List.of("kustomization", "helm-release");
    private static final List<String> YES_OR_NO = List.of("true", "false");
    private static final Set<String> OF_FLUX = Set.of("kind", "interval");

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
                fields.has("kind") ? fields.oneOf("kind", KINDS) : null,
                fields.optionalText("name", Rule.OBJECT),
                fields.optionalText("namespace", Rule.NAMESPACE),
                fields.has("cluster") ? fields.oneOf("cluster", clusters) : null,
                flag("create"),
                flag("autoSync"),
                fields.optionalText("repoURL", Rule.URL),
                fields.optionalText("interval", Rule.INTERVAL),
                spec());
        refuseBothHands(engine);
        return engine;
    }

    private void refuseBothHands(Engine engine) {
        if (engine.spec() instanceof Map<?, ?> spec
                && !engine.syncsItself()
                && engine.type().equals("argocd")
                && spec.get("syncPolicy") instanceof Map<?, ?> policy
                && policy.get("automated") != null) {
            problems.add(
                    fields.at("autoSync"),
                    "'autoSync: false' and 'spec.syncPolicy.automated' contradict each other; remove one of them");
        }
    }

    private void refuseWhatIsOfOthers(String type) {
        var others = new LinkedHashSet<>(type.equals(FLUX) ? Set.<String>of() : OF_FLUX);
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

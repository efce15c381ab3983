package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.catalog.Engine;
import dev.slipway.syncservice.outbound.engine.Fields;
import dev.slipway.syncservice.outbound.engine.MergePatch;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An environment in Argo CD's words.
 *
 * @param environment {@code project/environment}
 * @param path of the config repository, without slashes around it
 * @param target the cluster that Argo CD brings it into, where that is not its own
 * @param spec what people declare of the Application besides
 * @param appProject what people declare of its AppProject besides
 */
record Declared(
        String environment,
        String namespace,
        String name,
        String repoURL,
        String branch,
        String path,
        String into,
        @Nullable String target,
        boolean creates,
        boolean autoSync,
        Map<String, Object> spec,
        Map<String, Object> appProject) {
    static final String TYPE = "argocd";
    private static final String NAMESPACE = "argocd";
    /** In an environment's {@code engine.spec}: what belongs to the AppProject. */
    private static final String APP_PROJECT = "appProject";

    static Declared of(EnvironmentDesired desired) {
        var settings = Objects.requireNonNullElseGet(desired.settings(), () -> new Engine(TYPE));
        var environment = desired.environment();
        var spec = Fields.of(settings.spec());
        return new Declared(
                environment.toString(),
                Objects.requireNonNullElse(settings.namespace(), NAMESPACE),
                Objects.requireNonNullElseGet(settings.name(), () -> environment.project() + "-" + environment.name()),
                Objects.requireNonNullElse(settings.repoURL(), desired.source().url()),
                desired.source().branch(),
                bare(desired.source().path()),
                desired.namespace(),
                desired.target(),
                settings.creates(),
                settings.syncsItself(),
                MergePatch.without(spec.of(), APP_PROJECT),
                spec.at(APP_PROJECT).of());
    }

    /** Its AppProject is ours unless one is named. */
    boolean hasOwnProject() {
        return !(spec.get("project") instanceof String);
    }

    static String bare(String path) {
        var bare = path.replaceAll("^(\\./|/)+|/+$", "");
        return bare.isEmpty() ? "." : bare;
    }

    @Override
    public String toString() {
        return "Application " + namespace + "/" + name;
    }
}

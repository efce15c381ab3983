package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.catalog.Engine;
import dev.slipway.syncservice.outbound.engine.Fields;
import dev.slipway.syncservice.outbound.engine.MergePatch;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
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
 * @param applicationSet what people declare of its ApplicationSet besides; none where it is one Application
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
        Map<String, Object> appProject,
        @Nullable Map<String, Object> applicationSet) {
    static final String TYPE = "argocd";
    private static final String NAMESPACE = "argocd";
    /** In an environment's {@code engine.spec}: what belongs to the AppProject. */
    private static final String APP_PROJECT = "appProject";

    private static final String APPLICATION_SET = "applicationSet";
    private static final String SET_KIND = "application-set";

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
                MergePatch.without(MergePatch.without(spec.of(), APP_PROJECT), APPLICATION_SET),
                spec.at(APP_PROJECT).of(),
                SET_KIND.equals(settings.kind()) ? spec.at(APPLICATION_SET).of() : null);
    }

    /** One of the Applications that its ApplicationSet has generated. */
    Declared member(GenericKubernetesResource application) {
        var destination = Fields.of(application).at("spec", "destination");
        var place = destination.text("name", destination.text("server", ""));
        return new Declared(
                environment,
                namespace,
                application.getMetadata().getName(),
                repoURL,
                branch,
                path,
                destination.text("namespace", into),
                ArgoObjects.isHere(place) ? null : place,
                creates,
                autoSync,
                spec,
                appProject,
                null);
    }

    boolean isSet() {
        return applicationSet != null;
    }

    /** Where it goes is told by generators, not by the catalog alone. */
    boolean goesToMany() {
        return applicationSet != null && applicationSet.containsKey("generators");
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
        return (isSet() ? "ApplicationSet " : "Application ") + namespace + "/" + name;
    }
}

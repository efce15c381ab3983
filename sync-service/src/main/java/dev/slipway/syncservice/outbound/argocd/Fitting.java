package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether what is there, or is declared, is what the environment can be brought by. */
final class Fitting {
    private static final Set<String> HEAD = Set.of("", "HEAD");

    private Fitting() {}

    static void mustBeOf(Declared declared, GenericKubernetesResource application) {
        var annotations = application.getMetadata().getAnnotations();
        var owner = annotations == null ? null : annotations.get(ArgoObjects.ENVIRONMENT);
        if (declared.creates() && owner != null && !owner.equals(declared.environment())) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    declared + " is the one of environment " + owner,
                    "set engine.name of " + declared.environment() + " or of " + owner + " to another name");
        }
    }

    /** What is driven as it is must be about the path that the release is in. */
    static void mustFit(Declared declared, ApplicationState state) {
        if (!declared.autoSync() && state.syncsItself()) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    declared + " syncs itself, but its environment says autoSync: false",
                    "take syncPolicy.automated out of it, or autoSync: false out of the catalog");
        }
        var source = state.ourSource();
        var path = source.text("path");
        if (!source.has("ref")
                && !isFilledIn(path)
                && (path == null || !Declared.bare(path).equals(declared.path()))) {
            throw unfit(declared, path == null ? "no path" : "path " + path, "path " + declared.path());
        }
        var revision = source.text("targetRevision", "");
        if (!HEAD.contains(revision)
                && !isFilledIn(revision)
                && !revision.replaceFirst("^refs/heads/", "").equals(declared.branch())) {
            throw unfit(declared, "revision " + revision, "branch " + declared.branch());
        }
    }

    private static PermanentFailure unfit(Declared declared, String has, String wanted) {
        return new PermanentFailure(
                Segment.ENGINE,
                declared + " reads " + has + ", but the environment's config is " + wanted,
                "name the right one in engine.name, correct the environment's config, or correct it");
    }

    static PermanentFailure missing(Declared declared) {
        return new PermanentFailure(
                Segment.ENGINE,
                "there is no " + declared,
                "create it, set engine.name and engine.namespace to where it is, or let Slipway create it: engine.create:"
                        + " true");
    }

    static void mustGoAtOnce(Declared declared, SetState set) {
        if (set.goesInSteps()) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    declared
                            + " has strategy RollingSync, by which its controller says which Application is synced when; so"
                            + " does Slipway, all of them to the release's commit",
                    "remove strategy.type RollingSync; where Applications are to go one after the other, give each place an"
                            + " environment of its own, with promotion between them");
        }
    }

    static PermanentFailure noSets(Declared declared) {
        return new PermanentFailure(
                Segment.ENGINE,
                declared + " is out of reach: Argo CD is reached by its own API server, by which Slipway drives single"
                        + " Applications",
                "let sync-service reach the API server of Argo CD's cluster, or take engine.kind out of the catalog");
    }

    private static boolean isFilledIn(@Nullable String value) {
        return value != null && value.contains("{{");
    }
}

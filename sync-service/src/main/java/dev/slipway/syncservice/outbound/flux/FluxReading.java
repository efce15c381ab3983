package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.outbound.flux.FluxObject.Condition;
import dev.slipway.syncservice.outbound.flux.FluxStep.Applied;
import dev.slipway.syncservice.outbound.flux.FluxStep.Ask;
import dev.slipway.syncservice.outbound.flux.FluxStep.Failing;
import dev.slipway.syncservice.outbound.flux.FluxStep.Join;
import dev.slipway.syncservice.outbound.flux.FluxStep.Wait;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Flux' objects: the source comes first, then what is made of it. Nothing counts that was said before we asked, or of another
 * revision.
 */
final class FluxReading {
    /** Said before Flux notes which revision it attempts. */
    private static final Set<String> BEFORE_ATTEMPT = Set.of(
            "ArtifactFailed",
            "SourceNotReady",
            "AccessDenied",
            "DependencyNotReady",
            "InvalidCELExpression",
            "ValuesError");

    /** Whether what Flux calls a revision has the content that is wanted. */
    interface Wanted {
        boolean isAt(String revision) throws IOException;

        /** The same of a chart's version, in which Flux writes only the beginning of a commit. */
        boolean isIn(String chartVersion, String sourceRevision) throws IOException;
    }

    /** What was done about the Kustomization or HelmRelease. */
    enum Asked {
        NOT_YET,
        JOINED,
        ASKED
    }

    /** @param chart between the source and a HelmRelease */
    record Seen(FluxObject source, @Nullable FluxObject chart, FluxObject applier) {}

    private final Wanted wanted;

    FluxReading(Wanted wanted) {
        this.wanted = wanted;
    }

    FluxStep of(Seen seen, Asked asked) throws IOException {
        var source = seen.source();
        var applier = seen.applier();
        if (source.isSuspended()) {
            return new Failing(FluxTrouble.suspended(source), source);
        }
        if (applier.isSuspended()) {
            return new Failing(FluxTrouble.suspended(applier), applier);
        }
        if (!wanted.isAt(source.artifact())) {
            return fetching(source);
        }
        if (isHelm(applier)) {
            var chart = seen.chart();
            if (chart == null) {
                return noChart(applier);
            }
            if (!wanted.isIn(chart.artifact(), source.artifact())) {
                return packing(chart, source);
            }
        }
        return asked == Asked.NOT_YET ? first(seen) : then(seen, asked);
    }

    private static FluxStep fetching(FluxObject source) {
        if (source.hasHandledRequest()) {
            var failed = source.failed();
            if (failed.isPresent()) {
                return new Failing(FluxTrouble.ofSource(source, failed.get()), source);
            }
            if (source.isReady()) {
                return new Wait(
                        source + " has " + source.artifact()
                                + ", whose content is another one: somebody's newer commit, or a mirror"
                                + " that is behind",
                        source);
            }
        }
        return source.hasHandledRequest() || source.atWork().isPresent()
                ? new Wait("Flux fetches " + source, source)
                : new Wait(notTakenUp(source, "source-controller"), source);
    }

    private static FluxStep noChart(FluxObject release) {
        var failed = release.failed().flatMap(ready -> FluxTrouble.ofApplier(release, ready));
        return failed.isPresent()
                ? new Failing(failed.get(), release)
                : new Wait("Flux has made no HelmChart for " + release + " yet", release);
    }

    private static FluxStep packing(FluxObject chart, FluxObject source) {
        var its = chart.status().text("observedSourceArtifactRevision", "");
        var failed = chart.failed()
                .filter(_ -> its.equals(source.status().at("artifact").text("revision")));
        return failed.isPresent()
                ? new Failing(FluxTrouble.ofSource(chart, failed.get()), chart)
                : new Wait("Flux packs " + chart, chart);
    }

    private FluxStep first(Seen seen) throws IOException {
        var applier = seen.applier();
        var working = applier.atWork();
        return working.isPresent() && isAttempted(seen, working.get()) ? new Join(applier) : new Ask(applier);
    }

    private FluxStep then(Seen seen, Asked asked) throws IOException {
        var applier = seen.applier();
        var ended = asked == Asked.JOINED || applier.hasHandledRequest();
        var failed = applier.failed().filter(_ -> ended && applier.atWork().isEmpty());
        if (failed.isPresent()) {
            return failing(seen, failed.get());
        }
        if (ended && applier.isReady()) {
            return isWanted(applier.applied(), seen)
                    ? new Applied(applier)
                    : new Wait(
                            applier + " has applied " + applier.applied() + ", whose content is another one", applier);
        }
        var working = applier.atWork();
        if (working.isPresent() && !isAttempted(seen, working.get())) {
            return new Wait(
                    applier + " is still at what was before: " + working.get().message(), applier);
        }
        return new Wait(
                working.map(Condition::message).orElseGet(() -> notTakenUp(applier, controller(applier))), applier);
    }

    private static String notTakenUp(FluxObject object, String controller) {
        return "Flux has not taken up " + object + " yet; see that its " + controller + " runs";
    }

    private static String controller(FluxObject applier) {
        return isHelm(applier) ? "helm-controller" : "kustomize-controller";
    }

    /** What was attempted before, and failed, says nothing of what we want. */
    private FluxStep failing(Seen seen, Condition ready) throws IOException {
        var applier = seen.applier();
        if (!BEFORE_ATTEMPT.contains(ready.reason()) && !isWanted(applier.attempted(), seen)) {
            return new Wait(applier + " has not been begun yet", applier);
        }
        var trouble = FluxTrouble.ofApplier(applier, ready);
        return trouble.isPresent()
                ? new Failing(trouble.get(), applier)
                : new Wait(applier + ": " + ready.reason() + ": " + ready.message(), applier);
    }

    private boolean isAttempted(Seen seen, Condition working) throws IOException {
        return isWanted(seen.applier().attempted(), seen)
                || working.message().contains(revision(seen.source())); // said before it is noted
    }

    private boolean isWanted(String revision, Seen seen) throws IOException {
        if (isHelm(seen.applier())) {
            return wanted.isIn(revision, seen.source().artifact());
        }
        return revision.equals(revision(seen.source())) || wanted.isAt(revision);
    }

    private static String revision(FluxObject source) {
        return source.status().at("artifact").text("revision", source.artifact());
    }

    private static boolean isHelm(FluxObject applier) {
        return applier.kind().equals(FluxKind.HELM_RELEASE.toString());
    }
}

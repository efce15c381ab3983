package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.outbound.flux.FluxObject.Condition;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a condition that is not as it should be means for a release, and what to do.
 *
 * @param mayPass whether Flux trying again may mend it
 */
record FluxTrouble(Failure why, boolean mayPass) {
    /** Flux says so while it waits for something that comes by itself. */
    private static final Set<String> WAITS =
            Set.of("DependencyNotReady", "HealthCheckCanceled", "Progressing", "Suspended");

    private static final Pattern AUTH = Pattern.compile(
            "authentication|authorization|unauthorized|forbidden|permission denied|access denied|\\b40[13]\\b|"
                    + "unable to authenticate|invalid credentials");
    private static final Pattern HOST_KEY = Pattern.compile("known.?hosts|host key|hostkey");
    private static final Pattern NO_HOST = Pattern.compile("no such host|server misbehaving|lookup ");
    private static final Pattern NO_REF = Pattern.compile(
            "couldn't find remote ref|reference not found|unable to resolve|commit not found|object not found");
    private static final Pattern NO_REPOSITORY = Pattern.compile("repository not found|not a git repository|\\b404\\b");
    private static final Pattern PASSING = Pattern.compile(
            "timed? ?out|timeout|deadline exceeded|connection refused|connection reset|no endpoints available|i/o|\\beof\\b|"
                    + "too many requests|tls handshake|temporar|unavailable|no route to host|internal error");

    static FluxTrouble suspended(FluxObject object) {
        return lasting(
                Segment.ENGINE,
                object + " is suspended: Flux does nothing until somebody resumes it",
                "flux resume " + command(object) + ", and sync the release again");
    }

    /** Of a GitRepository, an OCIRepository or a HelmChart. */
    static FluxTrouble ofSource(FluxObject source, Condition ready) {
        var text = ready.message().toLowerCase(Locale.ROOT);
        var seen = "Flux cannot fetch " + where(source) + " (" + ready.reason() + "): " + ready.message();
        if (source.kind().equals("HelmChart")) {
            return lasting(
                    Segment.CONFIG,
                    "Flux cannot pack the chart (" + ready.reason() + "): " + ready.message(),
                    "see that the environment's config path holds a chart (Chart.yaml), and that its dependencies can be had");
        }
        if (NO_HOST.matcher(text).find()) {
            return passing(
                    Segment.GIT,
                    seen,
                    "the name must be known inside Flux' cluster: correct the environment's engine.repoURL, or the cluster's DNS");
        }
        if (HOST_KEY.matcher(text).find()) {
            return lasting(Segment.GIT, seen, "put the server's key into known_hosts of the repository's credentials");
        }
        if (ready.reason().equals("AuthenticationFailed") || AUTH.matcher(text).find()) {
            return lasting(
                    Segment.GIT,
                    seen,
                    "correct the secret that the repository's credentials name; " + secret(source)
                            + " is a copy of it, unless the source is not Slipway's");
        }
        if (NO_REF.matcher(text).find()) {
            return lasting(
                    Segment.GIT,
                    seen,
                    "see that the repository at this address has the environment's config branch and commit");
        }
        if (NO_REPOSITORY.matcher(text).find()) {
            return lasting(
                    Segment.GIT,
                    seen,
                    "correct the environment's engine.repoURL, or let its credentials see the repository");
        }
        return switch (ready.reason()) {
            case "GitOperationFailed", "OCIArtifactPullFailed", "OCIOperationFailed" ->
                passing(Segment.GIT, seen, "see that Flux' cluster reaches this address");
            case "URLInvalid", "VerificationError", "InvalidSTSConfiguration", "InvalidProviderConfiguration" ->
                lasting(Segment.GIT, seen, "correct engine.repoURL or engine.spec.source in the catalog");
            default ->
                new FluxTrouble(
                        failure(Segment.ENGINE, seen, "look at the log of source-controller"), !source.isStalled());
        };
    }

    /** Of a Kustomization or a HelmRelease; none where it only waits for others. */
    static Optional<FluxTrouble> ofApplier(FluxObject applier, Condition ready) {
        if (WAITS.contains(ready.reason())) {
            return Optional.empty();
        }
        var seen = applier + ": " + ready.reason() + ": " + ready.message();
        return Optional.of(
                switch (ready.reason()) {
                    case "BuildFailed" ->
                        lasting(
                                Segment.CONFIG,
                                seen,
                                "mend what is named here in the config branch; kubectl kustomize builds it as Flux does");
                    case "HealthCheckFailed" ->
                        lasting(
                                Segment.CLUSTER,
                                seen,
                                "look at what is named here: kubectl describe, kubectl logs; raise engine.spec.timeout if it only is slow");
                    case "PruneFailed" ->
                        lasting(
                                Segment.CLUSTER,
                                seen,
                                "remove the object by hand, or let Flux' service account delete it");
                    case "ArtifactFailed", "SourceNotReady" -> artifact(applier, ready, seen);
                    case "AccessDenied" ->
                        lasting(
                                Segment.ENGINE,
                                seen,
                                "Flux forbids sources of other namespaces: set engine.namespace to the source's");
                    case "InstallFailed",
                            "UpgradeFailed",
                            "RollbackSucceeded",
                            "RollbackFailed",
                            "UninstallSucceeded",
                            "UninstallFailed",
                            "TestFailed" -> helm(applier, seen);
                    default -> applying(applier, ready, seen);
                });
    }

    private static FluxTrouble artifact(FluxObject applier, Condition ready, String seen) {
        if (ready.message().contains("path not found")) {
            return lasting(
                    Segment.CONFIG, seen, "correct the environment's config path; the folder is not in this commit");
        }
        return new FluxTrouble(
                failure(Segment.ENGINE, seen, "see how its source is: kubectl describe, or flux get sources all"),
                !applier.isStalled());
    }

    private static FluxTrouble helm(FluxObject applier, String seen) {
        var released = applier.condition("Released")
                .filter(condition -> !condition.isTrue() && !seen.contains(condition.message()))
                .map(condition -> "; " + condition.message())
                .orElse("");
        return lasting(
                Segment.CLUSTER,
                seen + released,
                "mend the chart or its values in the config branch; helm history -n "
                        + applier.spec().text("targetNamespace", applier.namespace()) + " shows what was tried");
    }

    /** The API server has not taken something: for good, or because it or a webhook of somebody's was away. */
    private static FluxTrouble applying(FluxObject applier, Condition ready, String seen) {
        var passes = !applier.isStalled()
                && PASSING.matcher(ready.message().toLowerCase(Locale.ROOT)).find();
        var next = applier.isStalled()
                ? "correct the object's spec (engine.spec in the catalog): Flux does not try again by itself"
                : "mend what is named here in the config branch, or let Flux' service account do it";
        return new FluxTrouble(failure(applier.isStalled() ? Segment.ENGINE : Segment.CLUSTER, seen, next), passes);
    }

    private static String where(FluxObject source) {
        var branch = source.spec().at("ref").text("branch");
        return source.spec().text("url", source.toString()) + (branch == null ? "" : " " + branch);
    }

    private static String secret(FluxObject source) {
        var name = source.spec().at("secretRef").text("name");
        return name == null
                ? "the source has none, and the secret in the cluster"
                : "Secret " + source.namespace() + "/" + name;
    }

    private static String command(FluxObject object) {
        var kind = switch (object.kind()) {
            case "GitRepository" -> "source git";
            case "OCIRepository" -> "source oci";
            case "HelmRepository" -> "source helm";
            case "HelmChart" -> "source chart";
            default -> object.kind().toLowerCase(Locale.ROOT);
        };
        return kind + " " + object.name() + " -n " + object.namespace();
    }

    private static FluxTrouble lasting(Segment segment, String seen, String nextStep) {
        return new FluxTrouble(failure(segment, seen, nextStep), false);
    }

    private static FluxTrouble passing(Segment segment, String seen, String nextStep) {
        return new FluxTrouble(failure(segment, seen, nextStep), true);
    }

    private static Failure failure(Segment segment, String seen, String nextStep) {
        return new Failure(segment, seen, nextStep);
    }
}

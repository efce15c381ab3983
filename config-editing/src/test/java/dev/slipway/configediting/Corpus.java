package dev.slipway.configediting;

import dev.slipway.configediting.Edit.SetContainerImage;
import dev.slipway.configediting.Edit.SetEnv;
import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.Edit.SetLiteral;
import dev.slipway.configediting.Edit.SetReplicas;
import dev.slipway.configediting.Edit.SetResource;
import dev.slipway.configediting.Edit.SetResource.Bound;
import dev.slipway.configediting.Edit.SetValue;
import dev.slipway.configediting.yaml.Value;
import java.util.List;
import java.util.stream.Stream;

/** Files as people write them, and what is asked of them. */
final class Corpus {
    static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String TEAM = "registry.example.com/team/";

    /** @param files the folder below {@code corpus} */
    record Case(String name, String files, List<Edit> edits) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Corpus() {}

    static Stream<Case> cases() {
        return Stream.of(values(), kustomizations(), manifests(), engines(), refusals())
                .flatMap(it -> it);
    }

    private static Case of(String name, String files, Edit... edits) {
        return new Case(name, files, List.of(edits));
    }

    private static SetImage image(String name, String tag) {
        return new SetImage(Image.tagged(name, tag, DIGEST));
    }

    private static Stream<Case> values() {
        var hichat = Container.ofImage(TEAM + "hichat");
        return Stream.of(
                of("values-bitnami", "bitnami", image(TEAM + "hichat", "1.26.0")),
                of(
                        "values-bitnami-by-both",
                        "bitnami",
                        image(TEAM + "hichat", "1.26.0").by(Pin.BOTH)),
                of(
                        "values-bitnami-form",
                        "bitnami",
                        new SetReplicas(hichat, 3),
                        new SetEnv(hichat, "MODE", "on"),
                        new SetResource(hichat, Bound.limits, "memory", "256Mi")),
                of("values-sha", "prometheus-stack", image("quay.io/prometheus/prometheus", "v2.49.0")),
                of(
                        "values-name-called-image",
                        "ingress-nginx",
                        image("registry.k8s.io/ingress-nginx/controller", "v1.9.5")),
                of("values-empty-tag", "simple-chart", image(TEAM + "hichat", "1e3")),
                of(
                        "values-env-as-mapping",
                        "simple-chart",
                        new SetEnv(hichat, "TIMEOUT", "60"),
                        new SetEnv(hichat, "NEW", "a: b"),
                        new SetResource(hichat, Bound.requests, "cpu", "1")),
                of("values-image-tag-apart", "elastic", image(TEAM + "hichat", "8.10")),
                of("values-several-components", "multi-component", image(TEAM + "hichat", "0123456")),
                of("values-string-image", "multi-component", image(TEAM + "hichat-migrations", "7")),
                of(
                        "values-one-component-by-path",
                        "multi-component",
                        image(TEAM + "hichat", "7").in(Where.field("worker.image")),
                        new SetValue(Where.field("server.replicas"), Value.number(5)),
                        new SetValue(Where.field("worker.env[name=LEVEL].value"), Value.text("debug"))),
                of("values-global-registry", "global-registry", image("mirror.example.net/team/hichat", "v4")),
                of(
                        "values-overlay-file",
                        "values-overlays",
                        image(TEAM + "hichat", "2").in(Where.field("image.tag").in("values-prod.yaml"))),
                of(
                        "values-json",
                        "json-values",
                        image(TEAM + "hichat", "2"),
                        new SetEnv(hichat, "A", "b"),
                        new SetReplicas(hichat, 2)),
                of(
                        "values-revision-by-path",
                        "odd-values",
                        image(TEAM + "hichat", "0123456").in(Where.field("star.envs[name=dev].revision")),
                        new SetValue(Where.field("star.envs[name=prod].replicas"), Value.number(3))));
    }

    private static Stream<Case> kustomizations() {
        return Stream.of(
                of("kustomize-entry-wins", "kust-entry", image(TEAM + "hichat", "7654321")),
                of("kustomize-replicas", "kust-entry", new SetReplicas(Container.in("Deployment/hichat"), 4)),
                of("kustomize-added", "kust-overlay/overlays/prod", image("team/hichat", "1.10")),
                of(
                        "kustomize-literals",
                        "kust-overlay/overlays/prod",
                        new SetLiteral("settings", "MODE", "test", Where.ANYWHERE),
                        new SetLiteral("settings", "GREETING", "hello you", Where.ANYWHERE),
                        new SetLiteral("settings", "LEVEL", "5", Where.ANYWHERE)),
                of(
                        "kustomize-replicas-added",
                        "kust-overlay/overlays/prod",
                        new SetReplicas(Container.in("Deployment/hichat"), 4)),
                of("kustomize-base-is-seen", "kust-overlay", image("team/hichat", "1.10")),
                of("kustomize-digest", "kust-digest", image("team/hichat", "v2")),
                of("kustomize-digest-and-tag", "kust-digest", image("team/web", "v2")),
                of(
                        "kustomize-back-to-tag",
                        "kust-digest",
                        image("team/web", "v2").by(Pin.TAG)),
                of("kustomize-flow", "kust-flow", image("team/api", "v2")),
                of("kustomize-neighbours-style", "kust-styles", image("team/new", "v2")));
    }

    private static Stream<Case> manifests() {
        var hichat = Container.named("hichat");
        return Stream.of(
                of("plain", "plain", image(TEAM + "hichat", "0123456")),
                of("plain-by-digest", "plain", image(TEAM + "proxy", "2")),
                of(
                        "plain-form",
                        "plain",
                        new SetReplicas(hichat, 3),
                        new SetEnv(hichat, "LOG_LEVEL", "debug"),
                        new SetEnv(hichat, "RETRIES", "5"),
                        new SetResource(hichat, Bound.limits, "cpu", "500m"),
                        new SetResource(hichat, Bound.requests, "memory", "64Mi"),
                        new SetEnv(Container.named("proxy"), "A", "b"),
                        new SetContainerImage(Container.named("proxy"), Image.tagged("team/envoy", "1"))),
                of(
                        "plain-path",
                        "plain",
                        new SetValue(
                                Where.field("Deployment/hichat#metadata.annotations.'example.com/owner'"),
                                Value.text("team"))),
                of("workloads", "workloads", image("team/hichat", "2")),
                of("workloads-replicas", "workloads", new SetReplicas(Container.in("StatefulSet/db"), 5)),
                of("workloads-env", "workloads", new SetEnv(Container.named("agent"), "A", "1")),
                of("custom-kinds", "crds", image("team/hichat", "2")),
                of("custom-kinds-replicas", "crds", new SetReplicas(Container.in("Rollout/hichat"), 2)),
                of("merge-own-value", "merge", image("team/own", "2")),
                of("merge-lonely-anchor", "merge", image("team/lonely", "2")));
    }

    private static Stream<Case> engines() {
        return Stream.of(
                of("argocd-parameters", "argo", image("team/params", "1234567")),
                of("argocd-values-object", "argo", image("team/object", "2")),
                of("argocd-values", "argo", image("team/inline", "2")),
                of(
                        "argocd-values-form",
                        "argo",
                        new SetEnv(Container.ofImage("team/inline"), "LEVEL", "1"),
                        new SetReplicas(Container.ofImage("team/inline"), 2)),
                of(
                        "argocd-values-path",
                        "argo",
                        new SetValue(
                                Where.field("Application/by-values#spec.source.helm.values.image.tag"),
                                Value.text("3"))),
                of("argocd-kustomize", "argo", image("team/kustomized", "2")),
                of("argocd-set", "argo", image("team/fromset", "2")),
                of(
                        "flux-helm-release",
                        "flux",
                        image("team/hichat", "2"),
                        new SetReplicas(Container.ofImage("team/hichat"), 3),
                        new SetResource(Container.ofImage("team/hichat"), Bound.limits, "cpu", "2")),
                of("flux-post-renderer", "flux", image("team/patched", "2")),
                of("flux-kustomization", "flux", image("team/kustomized", "2")),
                of("flux-kustomization-added", "flux", image("team/more", "2").in(Where.object("Kustomization/apps"))));
    }

    private static Stream<Case> refusals() {
        return Stream.of(
                of("refused-overlay-values", "values-overlays", image(TEAM + "hichat", "2")),
                of("refused-two-kustomizations", "kust-two", image("team/hichat", "2")),
                of("refused-tag-suffix", "kust-suffix", image("team/hichat", "2")),
                of("refused-hub-and-tag", "istio", image(TEAM + "pilot", "2")),
                of("refused-marked", "flux", image("team/marked", "2")),
                of("refused-merged", "merge", image("team/merged", "2")),
                of("refused-aliased", "merge", image("team/anchored", "2")),
                of("refused-sealed", "sops", image("team/hichat", "2")),
                of("refused-secret", "secret", new SetValue(Where.field("stringData.token"), Value.text("x"))),
                of("refused-second-writer", "updater", image("team/hichat", "2")),
                of("refused-value-from", "plain", new SetEnv(Container.named("hichat"), "PASSWORD", "x")),
                of("refused-daemon-set", "workloads", new SetReplicas(Container.in("DaemonSet/agent"), 1)),
                of("refused-several-containers", "plain", new SetEnv(Container.ofImage(TEAM + "hichat"), "A", "b")),
                of("refused-unknown-container", "plain", new SetEnv(Container.named("hichta"), "A", "b")),
                of(
                        "refused-unknown-path",
                        "odd-values",
                        image("x", "2").in(Where.field("star.envs[name=test].revision"))),
                of(
                        "refused-ambiguous-path",
                        "crds",
                        new SetValue(Where.field("spec.template.spec.containers[0].image"), Value.text("x"))),
                of("refused-no-such-image", "plain", image("team/none", "2")),
                of("refused-no-such-file", "plain", image("team/none", "2").in(Where.file("nope.yaml"))),
                of("unchanged", "plain", image(TEAM + "hichat", "6bca52fa")));
    }
}

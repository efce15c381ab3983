package dev.slipway.configediting.form;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.yaml.Node.Mapping;
import java.util.regex.Pattern;

/** What a document is, by its kind or, where it has none, by its file. */
public enum Form {
    MANIFEST,
    KUSTOMIZATION,
    ARGO_APPLICATION,
    HELM_RELEASE,
    FLUX_KUSTOMIZATION,
    /** A chart's values: a mapping that is no Kubernetes object. */
    VALUES,
    /** What other tools read: Compose, CI, a chart's description. */
    FOREIGN;

    private static final Pattern FOREIGN_FILE = Pattern.compile(
            "(?:.*/)?(?:\\..*|(?:docker-)?compose[^/]*|Chart|helmfile[^/]*|requirements|mkdocs|skaffold)\\.ya?ml");

    static Form of(String path, Mapping root) {
        var kind = root.text("kind");
        var group = group(root);
        if (kind.isEmpty()) {
            return ConfigFiles.isKustomization(path)
                    ? KUSTOMIZATION
                    : FOREIGN_FILE.matcher(path).matches() ? FOREIGN : VALUES;
        }
        return switch (kind) {
            case "Kustomization" -> group.equals("kustomize.toolkit.fluxcd.io") ? FLUX_KUSTOMIZATION : KUSTOMIZATION;
            case "Component" -> group.equals("kustomize.config.k8s.io") ? KUSTOMIZATION : MANIFEST;
            case "Application", "ApplicationSet" -> group.equals("argoproj.io") ? ARGO_APPLICATION : MANIFEST;
            case "HelmRelease" -> group.equals("helm.toolkit.fluxcd.io") ? HELM_RELEASE : MANIFEST;
            default -> MANIFEST;
        };
    }

    private static String group(Mapping root) {
        var version = root.text("apiVersion");
        var slash = version.indexOf('/');
        return slash < 0 ? "" : version.substring(0, slash);
    }
}

package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.syncservice.outbound.engine.Established;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The least that an API server needs to keep Argo CD's objects. Where Argo CD's own definitions are there (up.sh --crds), they stay. */
public final class ArgoDefinitions {
    /** A folder of Argo CD's own CRDs; without it, ours. */
    private static final String CRDS = "slipway.test.crds";

    private ArgoDefinitions() {}

    public static void in(KubernetesClient client) throws IOException {
        var folder = System.getProperty(CRDS, "");
        if (folder.isEmpty()) {
            create(
                    client,
                    Objects.requireNonNull(ArgoDefinitions.class.getResourceAsStream("/crds/argocd.yaml"), "ours"));
        } else {
            for (var file : files(Path.of(folder, "argocd"))) {
                create(client, Files.newInputStream(file));
            }
        }
        for (var crd : List.of("applications.argoproj.io", "appprojects.argoproj.io", "applicationsets.argoproj.io")) {
            Established.await(client, crd);
        }
    }

    private static void create(KubernetesClient client, InputStream definitions) throws IOException {
        try (definitions) {
            for (HasMetadata crd : client.load(definitions).items()) {
                if (client.resource(crd).get() == null) {
                    client.resource(crd).fieldManager("test").serverSideApply();
                }
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}

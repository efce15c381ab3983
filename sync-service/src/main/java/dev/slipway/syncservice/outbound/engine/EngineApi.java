package dev.slipway.syncservice.outbound.engine;

import dev.slipway.service.PermanentFailure;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is asked of an API server about an engine itself. */
public record EngineApi(KubernetesClient client) {

    /** What the cluster serves of a group, by plural; nothing where it does not know the group. */
    public Set<String> served(String group, String version) throws IOException {
        try {
            var resources = client.getApiResources(group + "/" + version);
            return resources == null
                    ? Set.of()
                    : resources.getResources().stream()
                            .map(APIResource::getName)
                            .collect(Collectors.toSet());
        } catch (KubernetesClientException e) {
            throw new IOException(
                    "the API server does not tell what it serves of " + group + "/" + version + ": " + Refusal.said(e),
                    e);
        }
    }

    /**
     * What it is made of; none where it is not there: none of its kinds is served, and it has no workloads, or none that we may see.
     *
     * @param partOf as its manifests mark what belongs to it
     * @throws PermanentFailure if it is there, and we may not see it
     */
    public Optional<Workloads> workloads(String partOf, String namespace, boolean isServed) throws IOException {
        try {
            return Optional.of(Workloads.in(client, namespace, partOf))
                    .filter(found -> isServed || !found.all().isEmpty());
        } catch (PermanentFailure e) {
            if (isServed) {
                throw e;
            }
            return Optional.empty();
        }
    }
}

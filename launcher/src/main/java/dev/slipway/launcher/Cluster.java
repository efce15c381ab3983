package dev.slipway.launcher;

import dev.slipway.syncservice.outbound.Kubeconfig;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where releases go. */
sealed interface Cluster {
    int CONNECT_MILLIS = 3_000;
    int ANSWER_MILLIS = 5_000;

    String url();

    /** @return null if it is simulated */
    default @Nullable String realUrl() {
        return switch (this) {
            case Simulated _ -> null;
            case Real real -> real.url();
        };
    }

    record Simulated(String url) implements Cluster {}

    record Real(String url, Path kubeconfig, String context) implements Cluster {

        private String whyNot(KubernetesClientException e) {
            var who = "the API server " + url + " (context " + context + " of " + kubeconfig + ")";
            return switch (Math.max(0, e.getCode())) {
                case 0 ->
                    who + " cannot be reached: " + lastWords(e)
                            + "; start the cluster, or name another one with --kubeconfig or --context";
                case 401, 403 ->
                    who + " does not let us in: " + lastWords(e) + "; renew the credentials in the kubeconfig";
                default ->
                    who + " answers with " + e.getCode() + ": " + lastWords(e)
                            + "; see that a Kubernetes cluster listens there";
            };
        }

        private static String lastWords(Throwable e) {
            if (e instanceof KubernetesClientException answer
                    && answer.getStatus() != null
                    && answer.getStatus().getMessage() != null) {
                return answer.getStatus().getMessage();
            }
            if (e.getCause() != null) {
                return lastWords(e.getCause());
            }
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }

    /** A cluster that answered just now and knows who asks. */
    static Real reached(Path kubeconfig, @Nullable String context) {
        Config config;
        try {
            config = new ConfigBuilder(Kubeconfig.read(kubeconfig, context))
                    .withConnectionTimeout(CONNECT_MILLIS)
                    .withRequestTimeout(ANSWER_MILLIS)
                    .withRequestRetryBackoffLimit(0)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new Usage(String.valueOf(e.getMessage()));
        }
        var real = new Real(
                config.getMasterUrl(), kubeconfig, config.getCurrentContext().getName());
        try (var client = new KubernetesClientBuilder().withConfig(config).build()) {
            // Its version is told to everybody; what one may do, to those that it knows.
            client.authorization().v1().selfSubjectAccessReview().create(mayWeApply());
            return real;
        } catch (KubernetesClientException e) {
            throw new Usage(real.whyNot(e));
        }
    }

    private static SelfSubjectAccessReview mayWeApply() {
        return new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb("patch")
                .withGroup("apps")
                .withResource("deployments")
                .endResourceAttributes()
                .endSpec()
                .build();
    }
}

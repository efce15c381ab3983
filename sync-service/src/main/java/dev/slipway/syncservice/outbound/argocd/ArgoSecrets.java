package dev.slipway.syncservice.outbound.argocd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.syncservice.outbound.engine.Credentials;
import dev.slipway.syncservice.outbound.engine.SecretObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Argo CD's own Secrets for what lies outside it: the config repository, and a cluster that it brings things into. */
final class ArgoSecrets {
    private static final String TYPE = "argocd.argoproj.io/secret-type";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Secrets secrets;

    ArgoSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** @param credentials the name of the secret that the catalog names for the config repository */
    List<Map<String, Object>> of(Declared declared, @Nullable String credentials) {
        var all = new ArrayList<Map<String, Object>>();
        if (credentials != null) {
            all.add(repository(declared, Credentials.of(secrets, credentials, declared.repoURL())));
        }
        if (declared.target() != null) {
            cluster(declared.namespace(), declared.target()).ifPresent(all::add);
        }
        return all;
    }

    /** One a repository: Argo CD finds it by its address. */
    private static Map<String, Object> repository(Declared declared, Credentials credentials) {
        var values = new LinkedHashMap<String, String>();
        values.put("type", "git");
        values.put("url", declared.repoURL());
        credentials.values().forEach((key, value) -> {
            switch (key) {
                case "ssh-privatekey" ->
                    values.put("sshPrivateKey", value + "\n"); // a key without its last line end is none
                case "known_hosts" -> {} // Argo CD has one list of them for all repositories
                default -> values.put(key, value);
            }
        });
        return SecretObject.of(
                declared.namespace(),
                "slipway-repository-" + hash(declared.repoURL()),
                Map.of(TYPE, "repository"),
                values);
    }

    /** None where sync-service has no such secret: then Argo CD is expected to know the cluster. */
    private Optional<Map<String, Object>> cluster(String namespace, String cluster) {
        var secret = cluster + "-cluster";
        return secrets.find(secret, "server").map(server -> {
            var config = secrets.find(secret, "config").orElseGet(() -> config(secret));
            return SecretObject.of(
                    namespace,
                    "slipway-cluster-" + cluster,
                    Map.of(TYPE, "cluster"),
                    Map.of("name", cluster, "server", server, "config", config));
        });
    }

    private String config(String secret) {
        var token = secrets.find(secret, "token")
                .orElseThrow(() -> new PermanentFailure(
                        Segment.CONFIG,
                        "secret " + secret + " has a server, but neither a token nor a config",
                        "put a token for that cluster into it, or a config as Argo CD's cluster secrets have it"));
        var authority = secrets.find(secret, "ca.crt")
                .map(pem -> Map.of(
                        "caData", Base64.getEncoder().encodeToString((pem + "\n").getBytes(StandardCharsets.UTF_8))))
                .orElse(Map.of());
        try {
            return JSON.writeValueAsString(new TreeMap<>(Map.of("bearerToken", token, "tlsClientConfig", authority)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are JSON", e);
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.slipway.syncservice.outbound.engine;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A user whose requests the API server itself answers with 429 and Retry-After, by its own priority and fairness: one request at a time is
 * let in, and one of ours is there already and does not end.
 */
final class RefusedFlow implements AutoCloseable {
    private final KubernetesClient client = WatchFixture.client(UnaryOperator.identity());
    private final String user;
    private @Nullable Socket occupant;

    RefusedFlow(String user) {
        this.user = user;
        apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: { name: %1$s }
                roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
                subjects: [ { apiGroup: rbac.authorization.k8s.io, kind: User, name: %1$s } ]
                """);
        apply("""
                apiVersion: flowcontrol.apiserver.k8s.io/v1
                kind: PriorityLevelConfiguration
                metadata: { name: %1$s }
                spec:
                  type: Limited
                  limited: { nominalConcurrencyShares: 0, lendablePercent: 0, borrowingLimitPercent: 0, limitResponse: { type: Reject } }
                """);
    }

    void refuse() throws IOException, GeneralSecurityException {
        apply("""
                apiVersion: flowcontrol.apiserver.k8s.io/v1
                kind: FlowSchema
                metadata: { name: %1$s }
                spec:
                  matchingPrecedence: 2
                  priorityLevelConfiguration: { name: %1$s }
                  rules:
                    - subjects: [ { kind: User, user: { name: %1$s } } ]
                      resourceRules: [ { verbs: ["*"], apiGroups: ["*"], resources: ["*"], namespaces: ["*"], clusterScope: true } ]
                """);
        Awaitility.await().until(this::isKnown);
        occupant = occupy();
    }

    private boolean isKnown() {
        return client.flowControl().v1().flowSchema().withName(user).get().getStatus().getConditions().stream()
                .anyMatch(one ->
                        one.getType().equals("Dangling") && one.getStatus().equals("False"));
    }

    /** Its body never comes. */
    private Socket occupy() throws IOException, GeneralSecurityException {
        var server = WatchFixture.server();
        var socket = SSLUtils.sslContext(client.getConfiguration())
                .getSocketFactory()
                .createSocket();
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        var head = """
                POST /api/v1/namespaces/default/configmaps HTTP/1.1
                Host: %s
                Impersonate-User: %s
                Content-Type: application/json
                Content-Length: 10

                """.formatted(server.getAuthority(), user);
        socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    void letPass() throws IOException {
        client.flowControl().v1().flowSchema().withName(user).delete();
        if (occupant != null) {
            occupant.close();
        }
    }

    private void apply(String yaml) {
        client.resource(yaml.formatted(user)).fieldManager("test").serverSideApply();
    }

    @Override
    public void close() throws IOException {
        letPass();
        client.flowControl().v1().priorityLevelConfigurations().withName(user).delete();
        client.rbac().clusterRoleBindings().withName(user).delete();
        client.close();
    }
}

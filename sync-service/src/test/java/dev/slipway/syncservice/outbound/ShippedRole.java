package dev.slipway.syncservice.outbound;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** The rules of a Role or ClusterRole as a file in deploy/ has them, whole or with a verb less. */
public record ShippedRole(List<PolicyRule> rules) {

    public static ShippedRole in(String file, String name) throws IOException {
        try (var in = Files.newInputStream(Path.of("../deploy", file));
                var reading =
                        new KubernetesClientBuilder().withConfig(Config.empty()).build()) {
            return reading.load(in).items().stream()
                    .filter(object -> object.getMetadata().getName().equals(name))
                    .flatMap(object -> switch (object) {
                        case Role role -> Stream.of(role.getRules());
                        case ClusterRole role -> Stream.of(role.getRules());
                        default -> Stream.empty();
                    })
                    .map(ShippedRole::new)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Each resource with each of its verbs. */
    public Stream<Arguments> verbs() {
        return rules.stream()
                .flatMap(rule -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream().map(verb -> Arguments.of(resource, verb))));
    }

    public ShippedRole without(String resource, String verb) {
        var less = new ArrayList<PolicyRule>();
        for (var rule : rules) {
            for (var one : rule.getResources()) {
                var verbs = new ArrayList<>(rule.getVerbs());
                if (one.equals(resource)) {
                    verbs.remove(verb);
                }
                less.add(new PolicyRuleBuilder(rule)
                        .withResources(one)
                        .withVerbs(verbs)
                        .build());
            }
        }
        less.removeIf(rule -> rule.getVerbs().isEmpty());
        return new ShippedRole(less);
    }

    /** How the API server says what is missing. */
    public static String refusal(String resource, String verb) {
        return "cannot %s resource \"%s\"".formatted(verb, resource);
    }

    /** @return a user with these rights in the namespace, once the API server knows of them */
    public String grantedIn(String namespace, KubernetesClient by) {
        var user = user(namespace);
        var metadata =
                new ObjectMetaBuilder().withName(user).withNamespace(namespace).build();
        by.resource(new RoleBuilder().withMetadata(metadata).withRules(rules).build())
                .create();
        by.resource(new RoleBindingBuilder()
                        .withMetadata(metadata)
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", user)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
        awaitKnown(user, namespace, by);
        return user;
    }

    /** @return a user with these rights everywhere, by objects that have the label {@code test}, once the API server knows of them */
    public String grantedEverywhere(String test, KubernetesClient by) {
        var user = user(test);
        grantEverywhere(user, test, by);
        return user;
    }

    public void grantEverywhere(String user, String test, KubernetesClient by) {
        var metadata =
                new ObjectMetaBuilder().withName(user).addToLabels("test", test).build();
        by.resource(new ClusterRoleBuilder()
                        .withMetadata(metadata)
                        .withRules(rules)
                        .build())
                .create();
        by.resource(new ClusterRoleBindingBuilder()
                        .withMetadata(metadata)
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", user)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
        awaitKnown(user, null, by);
    }

    /** A role comes to be known as a whole. */
    public void awaitKnown(String user, @Nullable String namespace, KubernetesClient by) {
        var known = rules.getFirst();
        Awaitility.await()
                .until(() -> by.authorization()
                        .v1()
                        .subjectAccessReview()
                        .create(new SubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withUser(user)
                                .withNewResourceAttributes()
                                .withNamespace(namespace)
                                .withGroup(known.getApiGroups().getFirst())
                                .withResource(known.getResources().getFirst())
                                .withName(known.getResourceNames().stream()
                                        .findFirst()
                                        .orElse(null))
                                .withVerb(known.getVerbs().getFirst())
                                .endResourceAttributes()
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed());
    }

    private static String user(String of) {
        return of + "-user-" + UUID.randomUUID().toString().substring(0, 8);
    }
}

package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Redacted;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.outbound.engine.Fields;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What Argo CD's messages mean to a person: where it went wrong, and what to do now. Pure. */
final class ArgoFailure {
    private ArgoFailure() {}

    /** @param words one of them is in the message */
    private record Rule(Pattern words, Segment segment, String says, Function<Declared, String> nextStep) {}

    private static final Pattern PASSING = Pattern.compile(
            "no such host|name resolution|server misbehaving|connection refused|i/o timeout|no route to host"
                    + "|connection reset|deadline exceeded|network is unreachable|unexpected eof|tls handshake timeout"
                    + "|unavailable|project \\S+ which does not exist",
            Pattern.CASE_INSENSITIVE);

    private static final List<Rule> RULES = List.of(
            rule(
                    "project \\S+ which does not exist",
                    Segment.ENGINE,
                    "Argo CD does not know the AppProject",
                    _ -> "create the AppProject that engine.spec.project names, or name none and Slipway writes one"),
            rule(
                    "cluster .*(not|never) .*(configured|found)|no clusters with this name|unable to find destination",
                    Segment.ENGINE,
                    "Argo CD does not know the cluster",
                    declared -> "give sync-service a secret " + declared.target()
                            + "-cluster with its server and token, or register the cluster in Argo CD under the name "
                            + declared.target()),
            rule(
                    "failed to get cluster|synchronizing cache|failed to load live state|failed to discover server",
                    Segment.CLUSTER,
                    "Argo CD does not reach the cluster",
                    _ -> "see that its address and token in Argo CD's cluster secret are right, and that it answers"),
            rule(
                    "not permitted in project|do not match any of the allowed|application destination .* not permitted",
                    Segment.ENGINE,
                    "the AppProject does not allow it",
                    declared -> declared.hasOwnProject()
                            ? "declare what it may use in the environment's engine.spec.appProject"
                                    + " (clusterResourceWhitelist, destinations, sourceRepos)"
                            : "let the AppProject that engine.spec.project names allow it"),
            rule(
                    "no such host|could not resolve host|name resolution|lookup \\S+( on \\S+)?:",
                    Segment.GIT,
                    "Argo CD does not find the repository's host",
                    declared -> "mend the name " + declared.repoURL()
                            + " in the DNS that Argo CD uses, or set engine.repoURL to an address that it can reach"),
            rule(
                    "authentication required|authorization failed|invalid (credentials|username)|bad credentials"
                            + "|could not read (username|password)|unable to authenticate|permission denied"
                            + "|access denied|\\b401\\b|\\b403\\b|knownhosts|handshake failed|repository not found"
                            + "|repository not accessible",
                    Segment.GIT,
                    "Argo CD is not let into the repository",
                    declared -> "see that the repository's credentials in the catalog may read " + declared.repoURL()
                            + "; for ssh, that Argo CD knows the host (argocd-ssh-known-hosts-cm)"),
            rule(
                    "x509:|certificate",
                    Segment.GIT,
                    "Argo CD does not trust the repository's certificate",
                    _ -> "give Argo CD the certificate of its authority (argocd-tls-certs-cm)"),
            rule(
                    "unable to resolve|couldn't find remote ref|reference not found|app path does not exist",
                    Segment.GIT,
                    "Argo CD does not find the path or the revision in the repository",
                    declared -> "see that " + declared.repoURL() + " is the environment's config repository and has "
                            + declared.path() + " on branch " + declared.branch()),
            rule(
                    "connection refused|i/o timeout|no route to host|connection reset|deadline exceeded"
                            + "|network is unreachable|unexpected eof|tls handshake timeout",
                    Segment.GIT,
                    "Argo CD does not reach the repository",
                    declared -> "see that Argo CD's repository server can reach " + declared.repoURL()
                            + " (NetworkPolicy, proxy), or set engine.repoURL"),
            rule(
                    "manifest generation|failed to generate manifest|failed to unmarshal|kustomize build|helm template"
                            + "|error converting yaml|yaml: ",
                    Segment.CONFIG,
                    "Argo CD cannot render the config path",
                    declared -> "mend " + declared.path() + " on branch " + declared.branch()));

    private static Rule rule(String words, Segment segment, String says, Function<Declared, String> nextStep) {
        return new Rule(Pattern.compile(words, Pattern.CASE_INSENSITIVE), segment, says, nextStep);
    }

    /** What an unsteady network says, or an Argo CD that has not seen all of its objects yet. */
    static boolean passes(String message) {
        return PASSING.matcher(message).find();
    }

    static Failure of(String message, Declared declared) {
        var said = Redacted.of(message);
        return RULES.stream()
                .filter(rule -> rule.words().matcher(message).find())
                .findFirst()
                .map(rule -> new Failure(
                        rule.segment(),
                        rule.says() + ": " + said,
                        rule.nextStep().apply(declared)))
                .orElseGet(() -> new Failure(
                        Segment.ENGINE,
                        "Argo CD's sync of " + declared + " failed: " + (said.isEmpty() ? "it says no reason" : said),
                        "look at it there: kubectl describe application -n " + declared.namespace() + " "
                                + declared.name()));
    }

    static Failure ofHook(Fields hook) {
        var name = hook.text("name", "");
        var namespace = hook.text("namespace", "default");
        var kind = hook.text("kind", "Job");
        return new Failure(
                Segment.CLUSTER,
                "the " + hook.text("hookType", "") + " hook " + kind + " " + namespace + "/" + name + " failed: "
                        + Redacted.of(hook.text("message", "it says no reason")),
                "mend what its log says, then push again: kubectl logs -n " + namespace + " "
                        + kind.toLowerCase(java.util.Locale.ROOT) + "/" + name);
    }

    static Failure ofObject(Fields object, int refused, Declared declared) {
        var message = object.text("message", "");
        var others = refused == 1 ? "" : " (and " + (refused - 1) + " more)";
        var byProject = of(message, declared);
        return byProject.segment() == Segment.ENGINE && !byProject.seen().startsWith("Argo CD's sync")
                ? new Failure(
                        byProject.segment(),
                        Judgement.name(object) + others + ": " + byProject.seen(),
                        byProject.nextStep())
                : new Failure(
                        Segment.CLUSTER,
                        "the cluster refuses " + Judgement.name(object) + others + ": " + Redacted.of(message),
                        "mend it in " + declared.path() + " on branch " + declared.branch());
    }
}

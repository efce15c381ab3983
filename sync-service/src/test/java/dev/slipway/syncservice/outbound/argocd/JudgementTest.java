package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.outbound.argocd.Verdict.Blocked;
import dev.slipway.syncservice.outbound.argocd.Verdict.Ended;
import dev.slipway.syncservice.outbound.argocd.Verdict.Live;
import dev.slipway.syncservice.outbound.argocd.Verdict.NotYet;
import dev.slipway.syncservice.outbound.argocd.Verdict.Sync;
import dev.slipway.syncservice.outbound.argocd.Verdict.Unwell;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each line is an Application in a few words: what is compared, how the last sync went, what is said of it. */
class JudgementTest {
    private static final Declared DECLARED = new Declared(
            "shop/prod",
            "argocd",
            "shop-prod",
            "https://git.example/config.git",
            "master",
            "prod",
            "shop",
            "edge",
            true,
            true,
            Map.of(),
            Map.of(),
            null);

    /** The release's commit is a, b has the same content, c and d have another. */
    private static Verdict judged(String state) {
        return new Judgement(
                        DECLARED, Set.of("r1"), revision -> Set.of("a", "b").contains(revision))
                .of(ApplicationState.of(application(state), DECLARED));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Synced a Healthy 12:00:05                | Succeeded r1 a 12:00:04 | Live
                    Synced a Healthy 12:00:05                | Succeeded r1 a 12:00:05 | Live
                    Synced b Healthy 12:00:05                | Succeeded r1 a 12:00:04 | Live
                    Synced a Healthy 12:00:03                | Succeeded r1 a 12:00:04 | NotYet
                    Synced c Healthy 12:00:03                | Succeeded r1 a 12:00:04 | NotYet
                    Synced c Healthy 12:00:05                | Succeeded r1 a 12:00:04 | NotYet
                    OutOfSync d Healthy 12:00:05             | Succeeded r1 a 12:00:04 | NotYet
                    OutOfSync a Healthy 12:00:05             | Succeeded r1 a 12:00:04 | Unwell
                    Synced a Progressing 12:00:05            | Succeeded r1 a 12:00:04 | Unwell
                    Synced a Missing 12:00:05                | Succeeded r1 a 12:00:04 | Unwell
                    Synced a Degraded 12:00:05               | Succeeded r1 a 12:00:04 | Unwell
                    Synced a Suspended 12:00:05              | Succeeded r1 a 12:00:04 | NotYet
                    Unknown a Healthy 12:00:05               | Succeeded r1 a 12:00:04 | NotYet
                    OutOfSync c Healthy 12:00:05             | Running r1 a -          | NotYet
                    OutOfSync c Degraded 12:00:05            | Running r1 a -          | Unwell
                    OutOfSync c Healthy 12:00:05             | Terminating r1 a -      | NotYet
                    OutOfSync c Healthy 12:00:05             | Running r0 c -          | NotYet
                    OutOfSync c Degraded 12:00:05            | Running r0 c -          | NotYet
                    OutOfSync a Healthy 12:00:05             | Failed r1 a 12:00:04    | Ended
                    OutOfSync a Healthy 12:00:05             | Error r1 a 12:00:04     | Ended
                    OutOfSync a Healthy 12:00:05             | Failed r0 c 12:00:04    | Sync
                    OutOfSync a Healthy 12:00:05             | Succeeded r0 c 12:00:04 | Sync
                    OutOfSync c Healthy 12:00:05             | none                    | Sync
                    Unknown - Unknown -                      | none                    | Sync
                    Synced c Healthy 12:00:05                | Succeeded r0 c 12:00:04 | Sync
                    Synced a Healthy 12:00:05                | none                    | Live
                    Synced a Healthy 12:00:05                | Succeeded r0 a 12:00:04 | Live
                    Synced a Healthy 12:00:05                | Succeeded r0 a 12:00:05 | Live
                    Synced a Healthy 12:00:05                | Succeeded r0 c 12:00:05 | Sync
                    Synced a Healthy 12:00:03                | Succeeded r0 c 12:00:04 | Sync
                    Synced a Progressing 12:00:05            | Succeeded r0 a 12:00:04 | Unwell
                    """)
    void eachStateHasOneMeaning(String compared, String synced, String meaning) {
        assertThat(judged(compared + "|" + synced).getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void whatWasComparedWithAnotherSpecIsNotInPlace() {
        var application = application("Synced a Healthy 12:00:05|none");
        application.<Map<String, Object>>get("spec", "source").put("path", "elsewhere");

        var judgement = new Judgement(DECLARED, Set.of(), "a"::equals);

        assertThat(judgement.of(ApplicationState.of(application, DECLARED))).isInstanceOf(Sync.class);
    }

    @Test
    void aSyncThatWaitsToBeTakenUpSaysWho() {
        var application = application("Synced c Healthy 12:00:05|none");
        application.setAdditionalProperty(
                "operation", Map.of("info", java.util.List.of(Map.of("name", "slipway-run", "value", "r1"))));

        var verdict = new Judgement(DECLARED, Set.of("r1"), "a"::equals).of(ApplicationState.of(application, DECLARED));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        NotYet.class, notYet -> assertThat(notYet.seen()).contains("application controller"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Succeeded r0 c 12:00:04 | slipway | Sync
                    none                    | slipway | Sync
                    Succeeded r0 c 12:00:04 | admin   | NotYet
                    Running r7 c -          | slipway | NotYet
                    Running r8 c -          | slipway | NotYet
                    """)
    void anOlderSyncOfOursThatHasNotBegunIsReplaced(String synced, String username, String meaning) {
        var application = application("OutOfSync c Healthy 12:00:05|" + synced);
        application.setAdditionalProperty(
                "operation",
                Map.of(
                        "initiatedBy",
                        Map.of("username", username),
                        "info",
                        java.util.List.of(Map.of("name", "slipway-run", "value", "r7"))));

        var verdict = new Judgement(DECLARED, Set.of("r9"), "a"::equals).of(ApplicationState.of(application, DECLARED));

        assertThat(verdict.getClass().getSimpleName()).isEqualTo(meaning);
    }

    @Test
    void aClosedWindowIsNoFailure() {
        var application = application("OutOfSync c Healthy 12:00:05|Running r1 a -");
        application
                .<Map<String, Object>>get("status", "operationState")
                .put("message", "Sync operation blocked by sync window");

        var verdict = new Judgement(DECLARED, Set.of("r1"), "a"::equals).of(ApplicationState.of(application, DECLARED));

        assertThat(verdict).isInstanceOf(Blocked.class);
    }

    @Test
    void ofSeveralSourcesTheEnvironmentsIsRead() {
        var application = application("Synced x Healthy 12:00:05|none");
        Map<String, Object> spec = application.get("spec");
        var sources =
                java.util.List.of(Map.of("chart", "web", "repoURL", "oci"), Map.of("path", "prod", "repoURL", "git"));
        spec.put("sources", sources);
        application.<Map<String, Object>>get("status", "sync").put("revisions", java.util.List.of("1.2.3", "a"));
        application.<Map<String, Object>>get("status", "sync", "comparedTo").put("sources", sources);

        var verdict = new Judgement(DECLARED, Set.of(), "a"::equals).of(ApplicationState.of(application, DECLARED));

        assertThat(verdict).isInstanceOf(Live.class);
    }

    @Test
    void whatLastsIsAFailureThatSaysWhatToDo() {
        assertThat(judged("OutOfSync a Healthy 12:00:05|Succeeded r1 a 12:00:04"))
                .isInstanceOfSatisfying(
                        Unwell.class,
                        unwell -> assertThat(unwell.ifItLasts())
                                .satisfies(why -> assertThat(why.nextStep()).contains("ignoreDifferences")));
        assertThat(judged("Synced a Progressing 12:00:05|Succeeded r1 a 12:00:04"))
                .isInstanceOfSatisfying(
                        Unwell.class, unwell -> assertThat(unwell.ifItLasts()).isNull());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GIT     | host     | failed to list refs: dial tcp: lookup git.example on 10.96.0.10:53: no such host
                    GIT     | let into | rpc error: code = Unknown desc = failed to list refs: authentication required: Repository not found.
                    GIT     | let into | ssh: handshake failed: knownhosts: key is unknown
                    GIT     | trust    | tls: failed to verify certificate: x509: certificate signed by unknown authority
                    GIT     | reach    | failed to list refs: Get "https://git.example": dial tcp 10.0.0.1:443: connect: connection refused
                    GIT     | reach    | Get "https://git.example": net/http: request canceled (Client.Timeout exceeded): context deadline exceeded
                    GIT     | path     | unable to resolve 'abc' to a commit SHA
                    GIT     | path     | Manifest generation error (cached): prod: app path does not exist
                    CONFIG  | render   | Manifest generation error (cached): kustomize build failed: no such file
                    CLUSTER | cluster  | failed to get cluster info for "https://edge": error synchronizing cache state: dial tcp: lookup edge: no such host
                    ENGINE  | know     | InvalidSpecError: application destination can't have both: there are no clusters with this name: edge
                    ENGINE  | AppProject | application destination server 'https://edge' and namespace 'shop' do not match any of the allowed destinations in project 'shop-prod'
                    ENGINE  | AppProject | resource rbac.authorization.k8s.io:ClusterRole is not permitted in project shop-prod
                    ENGINE  | AppProject | Application referencing project shop-prod which does not exist
                    ENGINE  | failed   | something new
                    """)
    void whatArgoCdSaysIsGivenItsPlace(Segment segment, String word, String message) {
        var why = ArgoFailure.of(message, DECLARED);

        assertThat(why.segment()).isEqualTo(segment);
        assertThat(why.seen()).contains(word, message);
        assertThat(why.nextStep()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dial tcp: lookup git.example on 10.96.0.10:53: no such host                | true
                    dial tcp 10.0.0.1:443: connect: connection refused                          | true
                    Application referencing project shop-prod which does not exist              | true
                    authentication required: Repository not found.                              | false
                    kustomize build failed                                                      | false
                    """)
    void whatMayPassIsTriedAgain(String message, boolean passes) {
        assertThat(ArgoFailure.passes(message)).isEqualTo(passes);
    }

    @Test
    void passwordsInAddressesAreLeftOut() {
        assertThat(ArgoFailure.of("failed to list refs: https://li:geheim@git.example: no such host", DECLARED)
                        .seen())
                .contains("https://…@git.example")
                .doesNotContain("geheim");
    }

    @Test
    void anObjectThatTheClusterRefusesIsNamed() {
        var application = application("OutOfSync a Healthy 12:00:05|Failed r1 a 12:00:04");
        application
                .<Map<String, Object>>get("status", "operationState", "syncResult")
                .put(
                        "resources",
                        java.util.List.of(Map.of(
                                "kind", "Deployment",
                                "namespace", "shop",
                                "name", "web",
                                "status", "SyncFailed",
                                "message", "spec.selector: field is immutable")));

        var verdict = new Judgement(DECLARED, Set.of("r1"), "a"::equals).of(ApplicationState.of(application, DECLARED));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Ended.class,
                        ended -> assertThat(ended.why().seen())
                                .contains("the cluster refuses Deployment shop/web", "field is immutable"));
    }

    private static GenericKubernetesResource application(String state) {
        var parts = state.split("\\|");
        var compared = parts[0].strip().split(" ");
        var synced = parts[1].strip().split(" ");
        var source = "{path: prod, repoURL: git}";
        var yaml = new StringBuilder(
                        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop-prod}\n")
                .append("spec: {source: " + source + "}\nstatus:\n")
                .append("  sync: {status: " + compared[0] + ", comparedTo: {source: " + source + "}")
                .append(compared[1].equals("-") ? "}\n" : ", revision: " + compared[1] + "}\n")
                .append("  health: {status: " + compared[2] + "}\n")
                .append(time("  reconciledAt: ", compared[3]));
        if (synced.length > 1) {
            yaml.append("  operationState:\n    phase: " + synced[0] + "\n")
                    .append("    operation: {info: [{name: slipway-run, value: " + synced[1] + "}]}\n")
                    .append("    syncResult: {revision: " + synced[2] + "}\n")
                    .append(time("    finishedAt: ", synced[3]));
        }
        return Serialization.unmarshal(yaml.toString(), GenericKubernetesResource.class);
    }

    private static String time(String key, String time) {
        return time.equals("-") ? "" : key + "\"2026-11-22T" + time + "Z\"\n";
    }
}

package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.core.Engine;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One release on its way through all Applications of a set: each goes as a single one does. */
final class SetRun implements Engine.Run {
    /** So many are on their way at once. */
    private static final int AT_ONCE_MAX = 20;

    private static final Duration REST_MAX = Duration.ofSeconds(1);
    private static final String NONE = "none";

    private final ApplicationSets sets;
    private final Declared declared;
    private final Function<Declared, ArgoRun> maker;
    private final SetPatience patience;
    private final Map<String, ArgoRun> runs = new HashMap<>();
    private @Nullable String seenVersion;
    private @Nullable ArgoRun waitsFor;
    private long known;

    SetRun(ApplicationSets sets, Declared declared, Function<Declared, ArgoRun> maker, SetPatience patience) {
        this.sets = sets;
        this.declared = declared;
        this.maker = maker;
        this.patience = patience;
    }

    void begin(GenericKubernetesResource set) throws IOException, InterruptedException {
        known = version(set);
        judge(set);
    }

    @Override
    public String done() {
        return declared + " is looked at, with " + runs.size() + " of its Applications so far";
    }

    @Override
    public Rollout look() throws IOException {
        try {
            var set = sets.seen(declared);
            waitsFor = null;
            if (set.isEmpty()) {
                return UnderWay.ofEngine(declared + " has not been seen yet, or was deleted");
            }
            seenVersion = set.get().getMetadata().getResourceVersion();
            return version(set.get()) < known ? UnderWay.ofEngine(declared + " has been written") : judge(set.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** All must get there, so whoever is last tells when. */
    @Override
    public void rest(Duration most) throws InterruptedException {
        var rest = most.compareTo(REST_MAX) < 0 ? most : REST_MAX;
        if (waitsFor == null) {
            sets.rest(declared, seenVersion, rest);
        } else {
            waitsFor.rest(rest);
        }
    }

    private static long version(GenericKubernetesResource object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    private Rollout judge(GenericKubernetesResource set) throws IOException, InterruptedException {
        var state = SetState.of(set);
        var failure = state.failure(declared);
        if (failure.isPresent()) {
            return patience.withError(failure.get());
        }
        patience.errorIsOver();
        var generated = sets.generated(set);
        if (generated.isEmpty()) {
            return patience.with(NONE, none());
        }
        patience.isOver(NONE);
        var members = looks(state, generated);
        var together = members.together();
        var areAll = patience.areAll(members.names());
        return together instanceof Done && !(areAll && state.isUpToDate())
                ? UnderWay.ofEngine(
                        members.names().size() + " Applications are live; " + declared + " may generate others yet")
                : together;
    }

    private Members looks(SetState state, List<GenericKubernetesResource> generated) throws IOException {
        var members = new Members(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (var application : generated) {
            var name = application.getMetadata().getName();
            try {
                var rollout = look(state, application, members.underWay());
                members.rollouts().put(name, rollout);
                if (rollout instanceof UnderWay && waitsFor == null) {
                    waitsFor = runs.get(name);
                }
            } catch (IOException e) {
                members.later().put(name, e);
            }
        }
        runs.keySet().retainAll(members.names());
        return members;
    }

    private Rollout look(SetState state, GenericKubernetesResource application, long underWay) throws IOException {
        var member = declared.member(application);
        var lag = state.lag(ApplicationState.of(application, member), declared);
        if (lag.isPresent()) {
            return patience.with(member.name(), lagging(member, lag.get()));
        }
        patience.isOver(member.name());
        var run = runs.get(member.name());
        if (run == null) {
            if (underWay >= AT_ONCE_MAX) {
                return UnderWay.ofEngine(member + " waits for others");
            }
            run = maker.apply(member);
            runs.put(member.name(), run);
            run.begin(application);
        }
        return run.look();
    }

    private Failure none() {
        return new Failure(
                Segment.ENGINE,
                declared + " has generated no Application",
                "see that its generators match something (clusters: their labels; git: its folders or files), and that Argo CD's"
                        + " ApplicationSet controller runs");
    }

    private Failure lagging(Declared member, String lag) {
        return new Failure(
                Segment.ENGINE,
                member + " " + lag + ", unlike the template of " + declared,
                "let the set update its Applications: applicationsSync: sync, and neither templatePatch nor"
                        + " ignoreApplicationDifferences of this field");
    }
}

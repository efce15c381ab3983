package dev.slipway.syncservice.outbound.argocd;

import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.APPLICATIONS;
import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.PROJECTS;

import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.outbound.Together;
import dev.slipway.syncservice.outbound.engine.Begun;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Applications as objects of the cluster that Argo CD runs in. */
final class ClusterApplications implements Applications {
    private final EngineObjects objects;
    private final Watches watches;
    private final Clock clock;

    ClusterApplications(EngineObjects objects, Watches watches, Clock clock) {
        this.objects = objects;
        this.watches = watches;
        this.clock = clock;
    }

    @Override
    public Optional<Sight> sight() {
        return Optional.of(new ArgoSight(watches, new Begun()));
    }

    @Override
    public Optional<GenericKubernetesResource> seen(Declared declared) throws IOException, InterruptedException {
        return watches.of(APPLICATIONS, declared.namespace()).find(declared.namespace(), declared.name());
    }

    @Override
    public Optional<GenericKubernetesResource> now(Declared declared) throws IOException {
        return objects.find(APPLICATIONS, declared.namespace(), declared.name());
    }

    @Override
    public Optional<ApplicationSets> sets() {
        return Optional.of(new ApplicationSets(objects, watches));
    }

    @Override
    public GenericKubernetesResource write(Declared declared, List<Map<String, Object>> secrets)
            throws IOException, InterruptedException {
        var there = new AtomicReference<@Nullable GenericKubernetesResource>();
        var calls = needs(objects, declared, secrets);
        calls.add(() -> there.set(now(declared).orElse(null)));
        Together.make(calls);
        return objects.apply(APPLICATIONS, ArgoObjects.application(declared), there.get());
    }

    /** What lets Argo CD do it. */
    static List<Together.Call> needs(EngineObjects objects, Declared declared, List<Map<String, Object>> secrets) {
        var needs = new ArrayList<Together.Call>();
        secrets.forEach(secret -> needs.add(() -> objects.apply(EngineObjects.SECRETS, secret)));
        if (declared.hasOwnProject()) {
            needs.add(() -> objects.apply(PROJECTS, ArgoObjects.project(declared)));
        }
        return needs;
    }

    @Override
    public Optional<GenericKubernetesResource> sync(Declared declared, GenericKubernetesResource seen, Request request)
            throws IOException {
        var state = ApplicationState.of(seen, declared);
        var patch = request.patch(
                state, Request.prunes(state, declared), clock.instant().toString());
        return objects.patch(APPLICATIONS, seen, patch);
    }

    @Override
    public void rest(Declared declared, @Nullable String seenVersion, Duration most) throws InterruptedException {
        try {
            watches.of(APPLICATIONS, declared.namespace())
                    .rest(declared.namespace(), declared.name(), seenVersion, most);
        } catch (IOException _) {
            Thread.sleep(most); // the next look says what is wrong
        }
    }
}

package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.core.Engine.Plan;
import dev.slipway.syncservice.core.Engine.Run;
import dev.slipway.syncservice.outbound.engine.Credentials;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is to be written, if anything, and which source is asked first. */
final class FluxPlan implements Plan {
    private final FluxParts parts;
    private final FluxEnvironment environment;
    private final FluxSource source;
    private final @Nullable FluxObject liveSource;
    private final @Nullable FluxObject live;
    private final FluxWanted wanted;
    private final @Nullable Map<String, Object> secret;

    /**
     * @param liveSource as it is now
     * @param live the Kustomization or HelmRelease as it is now
     */
    FluxPlan(
            FluxParts parts,
            FluxEnvironment environment,
            FluxSource source,
            @Nullable FluxObject liveSource,
            @Nullable FluxObject live) {
        this.parts = parts;
        this.environment = environment;
        this.source = source;
        this.liveSource = liveSource;
        this.live = live;
        wanted = new FluxWanted(environment.desired(), parts.contents());
        secret = secret();
    }

    private @Nullable Map<String, Object> secret() {
        var credentials = environment.desired().source().credentials();
        return credentials == null || !environment.writesSource()
                ? null
                : new FluxObjects(environment)
                        .secret(Credentials.of(parts.secrets(), credentials, environment.url())
                                .values());
    }

    @Override
    public int objects() {
        return live == null ? 1 : Math.max(1, FluxInventory.size(live));
    }

    @Override
    public Run begin() throws IOException, InterruptedException {
        var applier = environment.settings().creates() ? written() : live;
        var from = parts.api()
                .find(source.kind(), source.namespace(), source.name())
                .orElseThrow(() -> new IOException(source + " is not there any more"));
        var asks = !wanted.isAt(from.artifact());
        var asked = asks ? parts.api().annotate(source.kind(), from, request(from)) : from;
        return new FluxRun(parts, environment, wanted, new FluxRun.Begun(asked, Objects.requireNonNull(applier), asks));
    }

    private FluxObject written() throws IOException {
        var objects = new FluxObjects(environment);
        var api = parts.api();
        if (secret != null) {
            api.applySecret(secret);
        }
        for (var beside : environment.beside()) {
            var wanted = objects.beside(beside, api.version(beside.kind()));
            var applied = api.applyFor(environment.desired().environment().toString(), beside.kind(), wanted);
            if (beside.isFetched()) {
                api.annotate(beside.kind(), applied, request(applied));
            }
        }
        if (environment.writesSource()) {
            api.apply(FluxKind.GIT_REPOSITORY, objects.source(api.version(FluxKind.GIT_REPOSITORY)), liveSource);
        }
        return api.apply(environment.kind(), objects.applier(api.version(environment.kind())), live);
    }

    /** Any value that was not there before; Flux' own command writes the time, too. A Helm release that has given up needs two. */
    static Map<String, String> request(FluxObject object) {
        var now = Instant.now().toString();
        var annotations = new LinkedHashMap<String, String>();
        annotations.put(FluxObject.REQUESTED_AT, now);
        if (object.status().number("failures") > 0) {
            annotations.put("reconcile.fluxcd.io/resetAt", now);
        }
        return annotations;
    }
}

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
    private final @Nullable FluxObject live;
    private final FluxWanted wanted;
    private final @Nullable Map<String, Object> secret;

    /** @param live the Kustomization or HelmRelease as it is now */
    FluxPlan(FluxParts parts, FluxEnvironment environment, FluxSource source, @Nullable FluxObject live) {
        this.parts = parts;
        this.environment = environment;
        this.source = source;
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
        var api = parts.api();
        writeNeeds();
        var there = api.find(source.kind(), source.namespace(), source.name()).orElse(null);
        var from = environment.writesSource() ? written(there) : there;
        if (from == null) {
            throw new IOException(source + " is not there any more");
        }
        var applier = environment.settings().creates() ? writtenApplier() : Objects.requireNonNull(live);
        var asks = !wanted.isAt(from.artifact());
        var asked = asks ? api.annotate(source.kind(), from, request(from)) : from;
        return new FluxRun(parts, environment, wanted, new FluxRun.Begun(asked, applier, asks));
    }

    private void writeNeeds() throws IOException {
        var api = parts.api();
        if (secret != null) {
            api.applySecret(secret);
        }
        for (var beside : environment.beside()) {
            var wanted = new FluxObjects(environment).beside(beside, api.version(beside.kind()));
            var applied = api.applyFor(environment.desired().environment().toString(), beside.kind(), wanted);
            if (beside.isFetched()) {
                api.annotate(beside.kind(), applied, request(applied));
            }
        }
    }

    private FluxObject written(@Nullable FluxObject there) throws IOException {
        var version = parts.api().version(FluxKind.GIT_REPOSITORY);
        return parts.api().apply(FluxKind.GIT_REPOSITORY, new FluxObjects(environment).source(version), there);
    }

    /** Looked at anew: what was there when it was planned may have changed since. */
    private FluxObject writtenApplier() throws IOException {
        var api = parts.api();
        var kind = environment.kind();
        var there = api.find(kind, environment.namespace(), environment.name()).orElse(null);
        return api.apply(kind, new FluxObjects(environment).applier(api.version(kind)), there);
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

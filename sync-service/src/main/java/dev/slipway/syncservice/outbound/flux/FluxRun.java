package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.core.Engine.Run;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Watched;
import dev.slipway.syncservice.outbound.flux.FluxReading.Asked;
import dev.slipway.syncservice.outbound.flux.FluxReading.Seen;
import dev.slipway.syncservice.outbound.flux.FluxStep.Applied;
import dev.slipway.syncservice.outbound.flux.FluxStep.Ask;
import dev.slipway.syncservice.outbound.flux.FluxStep.Failing;
import dev.slipway.syncservice.outbound.flux.FluxStep.Join;
import dev.slipway.syncservice.outbound.flux.FluxStep.Wait;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Follows one release through Flux: from the source, over the chart where there is one, to what is applied. */
final class FluxRun implements Run {
    /** Flux applies a new artifact by itself at once; asked on top of that, it would do it twice. */
    private static final Duration BY_ITSELF = Duration.ofSeconds(1);

    /** @param fetches whether the source was asked for something new */
    record Begun(FluxObject source, FluxObject applier, boolean fetches) {}

    private final FluxParts parts;
    private final FluxEnvironment environment;
    private final FluxReading reading;
    private final FluxPods pods;
    private final FluxBlame blame;
    private final Begun begun;
    private FluxObject applier;
    private Asked asked = Asked.NOT_YET;
    private @Nullable Long readySince;
    private @Nullable Long failingSince;
    private FluxObject on;
    private FluxObject seen;
    private boolean wereThere;

    FluxRun(FluxParts parts, FluxEnvironment environment, FluxReading.Wanted wanted, Begun begun) {
        this.parts = parts;
        this.environment = environment;
        this.begun = begun;
        reading = new FluxReading(wanted);
        blame = new FluxBlame(parts.api(), environment.beside());
        pods = new FluxPods(parts.cluster(), environment.desired());
        applier = begun.applier();
        seen = applier;
        on = begun.source();
    }

    @Override
    public String done() {
        return "Flux was asked for " + environment.desired().source().commit().abbreviated() + " in " + applier;
    }

    @Override
    public Rollout look() throws IOException {
        try {
            return looked();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the watch began", e);
        }
    }

    private Rollout looked() throws IOException, InterruptedException {
        var source = newest(begun.source());
        var its = newest(applier);
        if (source == null || its == null) {
            on = source == null ? begun.source() : applier;
            mustBeThere(on);
            return UnderWay.ofEngine(on + " has not been seen yet as it was written");
        }
        wereThere = true;
        EngineObjects.mustStay(source.resource());
        EngineObjects.mustStay(its.resource());
        seen = its;
        var chart = its.kind().equals(FluxKind.HELM_RELEASE.toString()) ? chart(its) : null;
        var step = reading.of(new Seen(source, chart, its), asked);
        if (!(step instanceof Failing)) {
            failingSince = null;
        }
        return switch (step) {
            case Wait wait -> {
                on = wait.on();
                yield blame.during(pods.during(wait), seen);
            }
            case Join join -> {
                asked = Asked.JOINED;
                on = join.applier();
                yield UnderWay.ofEngine(join.applier() + " is being applied already");
            }
            case Ask ask -> ask(ask.applier());
            case Failing failing -> failing(failing);
            case Applied applied -> {
                on = applied.applier();
                yield pods.after(applied.applier());
            }
        };
    }

    private Rollout ask(FluxObject before) throws IOException {
        on = before;
        var now = System.nanoTime();
        if (readySince == null) {
            readySince = now;
        }
        if (begun.fetches() && now - readySince < BY_ITSELF.toNanos()) {
            return UnderWay.ofEngine(before + " is about to begin");
        }
        applier = parts.api().annotate(environment.kind(), before, FluxPlan.request(before));
        asked = Asked.ASKED;
        return UnderWay.ofEngine(before + " was asked to begin");
    }

    private Rollout failing(Failing failing) {
        on = failing.on();
        var now = System.nanoTime();
        if (failingSince == null) {
            failingSince = now;
        }
        return failing.trouble().mayPass()
                        && now - failingSince < parts.patience().toNanos()
                ? blame.during(new UnderWay(failing.trouble().why().seen()), seen)
                : blame.failed(pods.failed(failing), seen);
    }

    @Override
    public void rest(Duration most) throws InterruptedException {
        try {
            var waits =
                    asked == Asked.NOT_YET && readySince != null && most.compareTo(BY_ITSELF) > 0 ? BY_ITSELF : most;
            watched(on)
                    .rest(on.namespace(), on.name(), on.resource().getMetadata().getResourceVersion(), waits);
        } catch (IOException e) {
            Thread.sleep(most); // the next look says it
        }
    }

    /** At first the watch may be behind what we wrote. */
    private void mustBeThere(FluxObject object) throws IOException, InterruptedException {
        if (wereThere && watched(object).find(object.namespace(), object.name()).isEmpty()) {
            throw FluxApi.gone(object);
        }
    }

    /** None until the watch has come as far as what we wrote. */
    private @Nullable FluxObject newest(FluxObject written) throws IOException, InterruptedException {
        return watched(written)
                .find(written.namespace(), written.name())
                .map(FluxObject::new)
                .filter(seen -> seen.version() >= written.version())
                .orElse(null);
    }

    private @Nullable FluxObject chart(FluxObject release) throws IOException, InterruptedException {
        var name = release.status().text("helmChart", "");
        var slash = name.indexOf('/');
        return slash < 0
                ? null
                : parts.api()
                        .watched(FluxKind.HELM_CHART, name.substring(0, slash))
                        .find(name.substring(0, slash), name.substring(slash + 1))
                        .map(FluxObject::new)
                        .orElse(null);
    }

    private Watched watched(FluxObject object) throws IOException, InterruptedException {
        return parts.api().watched(FluxKind.of(object.kind()).orElseThrow(), object.namespace());
    }
}

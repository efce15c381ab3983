package dev.slipway.simulator;

import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigProposed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.LineEvent;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.SyncEvent.EngineFound;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.SyncEvent.OfInstallation;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When all is quiet, the status branch holds how far the newest release of each application has come. */
final class StatusInvariants {
    private final Suite suite;
    private final Log log;
    private final Expectation expectation;

    StatusInvariants(Suite suite, Log log, Expectation expectation) {
        this.suite = suite;
        this.log = log;
        this.expectation = expectation;
    }

    private record Told(Release release, String state) {}

    void check() {
        for (var project : Catalogs.projects()) {
            for (var environment : project.environments()) {
                var status = environment.status();
                if (status != null) {
                    check(project.ref(environment), status.fileOf(project.ref(environment)));
                }
            }
        }
    }

    private void check(EnvironmentRef environment, String path) {
        var file = suite.world().status().files().get(path);
        newest(environment).forEach((application, told) -> {
            var release = told.release();
            var turn = release.turn() == null ? "" : "    turn: " + release.turn() + "\n";
            expectation.that(
                    file != null
                            && of(file.text(), application).startsWith("    state: " + told.state() + "\n")
                            && of(file.text(), application).contains("    ordinal: " + release.ordinal() + "\n" + turn),
                    "the status of " + environment + " does not say that " + application + " " + release.rank() + " is "
                            + told.state());
        });
    }

    private static String of(String text, String application) {
        var begin = "  \"" + application + "\":\n";
        var at = text.indexOf(begin);
        var end = text.indexOf("\n  \"", at + begin.length());
        return at < 0 ? "" : text.substring(at + begin.length(), end < 0 ? text.length() : end + 1);
    }

    /** Of each application the newest release of which more is known than that it was committed. */
    private Map<String, Told> newest(EnvironmentRef environment) {
        var facts = new ArrayList<Fact<? extends Event>>(Invariants.distinct(log.facts("sync", SyncEvent.class)));
        facts.addAll(Invariants.distinct(log.facts("config", ConfigEvent.class)));
        facts.sort(Comparator.comparing(fact -> fact.envelope().time()));
        var newest = new HashMap<String, Told>();
        for (var fact : facts) {
            var told = fact.event() instanceof SyncEvent sync ? told(sync) : told((ConfigEvent) fact.event());
            if (told != null && told.release().environment().equals(environment)) {
                newest.merge(told.release().application(), told, StatusInvariants::later);
            }
        }
        newest.values().removeIf(told -> told.state().equals("committed"));
        return newest;
    }

    private static @Nullable Told told(SyncEvent event) {
        return switch (event) {
            case ReleaseLive live -> new Told(live.release(), "live");
            case SyncFailed failed -> new Told(failed.release(), "failed");
            case SyncAwaited _, SyncStarted _, SyncProgressed _, EngineObserved _, EngineFound _, OfInstallation _ ->
                null;
        };
    }

    private static @Nullable Told told(ConfigEvent event) {
        return switch (event) {
            case ConfigFailed failed -> new Told(failed.release(), "failed");
            case ConfigUpdated updated -> new Told(updated.release(), "committed");
            case ReleaseRequested _,
                    ReleaseHeld _,
                    ReleaseSuperseded _,
                    ConfigProposed _,
                    ConfigUnchanged _,
                    LineEvent _ -> null;
        };
    }

    private static Told later(Told before, Told now) {
        return before.release().isAfter(now.release()) ? before : now;
    }
}

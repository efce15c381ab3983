package dev.slipway.console.core.line;

import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.work.Impossible;
import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.Promote;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.CommandEvent.Sync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people ask of lines. What can be seen to be impossible is refused here; config-updater, which knows better, judges again. */
public final class LineOrders {
    private static final int FACTS_READ = 2_000;
    private static final int ID_SHOWN = 8;
    private final Deliveries deliveries;
    private final Commands commands;

    public LineOrders(Deliveries deliveries, Commands commands) {
        this.deliveries = deliveries;
        this.commands = commands;
    }

    public record Line(EnvironmentRef environment, String application) {
        @Override
        public String toString() {
            return environment + "/" + application;
        }
    }

    public record Ordered(UUID delivery, Ahead ahead) {}

    public LineView view(Line line) {
        return LineFold.fold(
                line.environment(),
                line.application(),
                deliveries.ofLine(line.environment(), line.application(), FACTS_READ));
    }

    /** The releases of the line that are written in Git and whose id begins so. */
    public List<Release> named(Line line, String idBegins) {
        return deliveries.written(line.environment(), line.application(), idBegins);
    }

    /** @throws Impossible if there is nothing to go back to, or it is there already */
    public Ordered rollback(Line line, @Nullable Release to, @Nullable String why, boolean atOnce, String by) {
        var view = view(line);
        var target = to == null ? back(line, view) : named(to);
        var desired = view.desired();
        if (to != null && desired != null && desired.id().equals(to.id())) {
            throw new Impossible("release " + target + " is what " + line + " has now; hold the line if it is to stay");
        }
        var delivery =
                commands.send(new Rollback(line.environment(), line.application(), to, by, why, atOnce ? true : null));
        return new Ordered(delivery, atOnce ? new Ahead.BackAtOnce(line, target) : new Ahead.Back(line, target));
    }

    private static String back(Line line, LineView view) {
        var back = view.back();
        if (back == null) {
            var others = view.earlier()
                    .limit(5)
                    .map(release ->
                            release.id().toString().substring(0, ID_SHOWN) + " (release " + release.rank() + ")")
                    .collect(Collectors.joining(", "));
            throw new Impossible("nothing is known that was live in " + line + " before what is there now; "
                    + (others.isEmpty()
                            ? "no other release of it is in Git"
                            : "name the release to go back to, one of " + others));
        }
        return described(back.rank(), back.commit(), back.subject());
    }

    private static String named(Release release) {
        var source = release.source();
        return described(release.rank().toString(), source.id().value(), source.subject());
    }

    private static String described(String rank, String commit, String subject) {
        return rank + " (" + commit.substring(0, 8) + " " + subject + ")";
    }

    public Ordered hold(Line line, @Nullable String why, String by) {
        var delivery = commands.send(new HoldLine(line.environment(), line.application(), by, why));
        return new Ordered(delivery, new Ahead.Held(line));
    }

    /** @param release what was live in an environment that comes before; null for the newest */
    public Ordered promote(Line line, @Nullable Release release, String by) {
        var delivery = commands.send(new Promote(line.environment(), line.application(), release, by));
        return new Ordered(delivery, new Ahead.Promoted(line, release == null ? null : named(release)));
    }

    /** @param strategy why what is there would wait; null where it does not */
    public Ordered sync(EnvironmentRef environment, @Nullable String strategy, String by) {
        var delivery = commands.send(new Sync(environment, by));
        return new Ordered(delivery, new Ahead.Synced(environment, strategy));
    }

    /** @throws Impossible if the line is not held */
    public Ordered free(Line line, String by) {
        var view = view(line);
        if (view.hold() == null) {
            throw new Impossible(line + " is not held; there is nothing to free");
        }
        var delivery = commands.send(new FreeLine(line.environment(), line.application(), by));
        var waiting = view.waiting();
        var first = waiting == null ? null : described(waiting.rank(), waiting.commit(), waiting.subject());
        return new Ordered(delivery, new Ahead.Free(line, first));
    }
}

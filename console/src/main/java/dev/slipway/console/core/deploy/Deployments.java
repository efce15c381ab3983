package dev.slipway.console.core.deploy;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.Edited;
import dev.slipway.configediting.preview.Preview;
import dev.slipway.configediting.release.ReleaseEdits;
import dev.slipway.configediting.release.Wording;
import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.line.Ahead;
import dev.slipway.console.core.line.Commands;
import dev.slipway.console.core.line.LineFold;
import dev.slipway.console.core.line.LineOrders.Line;
import dev.slipway.console.core.line.LineOrders.Ordered;
import dev.slipway.console.core.work.Impossible;
import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.ImageName;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people release themselves: shown as it would be written now, and ordered. config-updater, which knows better, judges again. */
public final class Deployments {
    private static final int FACTS_READ = 2_000;
    private static final int IMAGES_MAX = 30;
    private final Deliveries deliveries;
    private final Commands commands;
    private final ConfigFolders folders;

    public Deployments(Deliveries deliveries, Commands commands, ConfigFolders folders) {
        this.deliveries = deliveries;
        this.commands = commands;
        this.folders = folders;
    }

    /** What can be chosen, the newest first. */
    public List<ImageBuilt> images(Line line) {
        return deliveries.images(new ApplicationRef(line.environment().project(), line.application()), IMAGES_MAX);
    }

    /**
     * @throws Impossible if it can't be done as things are now, or they are not as they were shown
     * @throws dev.slipway.service.PermanentFailure if Git refuses us
     * @throws IOException if it may work later
     */
    public Ordered order(Project project, Line line, Wish wish, String by) throws IOException {
        wish.refuseSecrets();
        var held = held(line);
        if (held.isPresent()) {
            throw new Impossible(line + " is held: " + held.get() + "; free it first: slipway free " + line);
        }
        var seen = wish.seen();
        var image = seen == null ? known(line, wish) : asSeen(project, line, wish, seen);
        var delivery = commands.send(
                new Deploy(line.environment(), line.application(), image, wish.settings(), wish.message(), by));
        return new Ordered(delivery, new Ahead.Deployed(line));
    }

    private @Nullable String known(Line line, Wish wish) {
        if (wish.image() != null) {
            release(line, wish);
        }
        return wish.image();
    }

    /** @return the digest of the image that was shown */
    private String asSeen(Project project, Line line, Wish wish, Wish.Seen seen) throws IOException {
        var image = Objects.requireNonNull(release(line, wish).image());
        if (!image.toString().equals(seen.image())) {
            throw new Impossible("the image is another than was shown, " + image.tag() + " by now; look again");
        }
        var config = config(project, line);
        var commit = folder(project, config).commit();
        if (!commit.value().equals(seen.commit())) {
            throw new Impossible("branch " + config.branch() + " has moved on since it was shown, to "
                    + commit.abbreviated() + "; look again");
        }
        return image.digest();
    }

    private ConfigFolders.ConfigFolder folder(Project project, Environment.Config config) throws IOException {
        return folders.read(project.repository(config.repository()).orElseThrow(), config);
    }

    private static Environment.Config config(Project project, Line line) {
        return project.environment(line.environment().name()).orElseThrow().config();
    }

    private Optional<String> held(Line line) {
        var hold = LineFold.fold(line.environment(), line.application(), facts(line))
                .hold();
        return Optional.ofNullable(hold).filter(it -> it.firm()).map(it -> it.why());
    }

    private List<dev.slipway.events.Fact<?>> facts(Line line) {
        return deliveries.ofLine(line.environment(), line.application(), FACTS_READ);
    }

    /**
     * Writes nothing.
     *
     * @throws Impossible if it can't be done as things are in Git now
     * @throws dev.slipway.service.PermanentFailure if Git refuses us
     * @throws IOException if it may work later
     */
    public Foreseen preview(Project project, Line line, Wish wish) throws IOException {
        wish.refuseSecrets();
        var config = config(project, line);
        var release = release(line, wish);
        var folder = folder(project, config);
        var preview = preview(config, release, wish, folder.files());
        return new Foreseen(
                String.valueOf(release.image()),
                config.branch(),
                folder.commit().value(),
                new Wording(config, release, wish.settings(), wish.message(), false).subject(),
                held(line).orElse(null),
                Foreseen.files(preview),
                Foreseen.objects(preview));
    }

    private Release release(Line line, Wish wish) {
        var facts = facts(line);
        var name = wish.image();
        if (name == null) {
            return LineFold.newest(facts)
                    .map(Deployments::asDeployed)
                    .orElseThrow(() -> new Impossible(
                            "nothing was released to " + line + " yet; push, or name one of its images"));
        }
        return images(line).stream()
                .filter(built -> ImageName.isOf(name, built.image(), built.source()))
                .map(built -> new Release(
                        new UUID(0, 0),
                        line.environment(),
                        line.application(),
                        built.ordinal(),
                        built.source(),
                        built.image()))
                .findFirst()
                .or(() -> LineFold.releases(facts).stream()
                        .filter(release ->
                                release.image() != null && ImageName.isOf(name, release.image(), release.source()))
                        .findFirst())
                .map(Deployments::asDeployed)
                .orElseThrow(() -> unknown(line, name));
    }

    private static Impossible unknown(Line line, String name) {
        return new Impossible("of the newest images of " + line.application() + " none is " + name
                + (ImageName.isTooShort(name)
                        ? "; write at least 7 characters of a commit"
                        : "; take the tag, commit or digest of one that was built"));
    }

    private static Release asDeployed(Release release) {
        return release.at(new Rank(release.ordinal(), 0).turned(), Origin.DEPLOY, new UUID(0, 0));
    }

    private static Preview preview(Environment.Config config, Release release, Wish wish, ConfigFiles all) {
        var edited = ReleaseEdits.apply(
                config, Objects.requireNonNull(release.image()), wish.settings(), forImage(config, all), all);
        return switch (edited) {
            case Edited.Changed changed -> Preview.of(all, changed);
            case Edited.Unchanged _ -> new Preview(List.of(), List.of());
            case Edited.Refused refused -> throw new Impossible(refused.message());
        };
    }

    private static ConfigFiles forImage(Environment.Config config, ConfigFiles all) {
        var file = config.file();
        if (file == null) {
            return all;
        }
        var path = all.path(file);
        return new ConfigFiles(
                all.folder(), all.file(path).map(bytes -> Map.of(path, bytes)).orElse(Map.of()));
    }
}

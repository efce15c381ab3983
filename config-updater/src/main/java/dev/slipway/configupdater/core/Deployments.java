package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.Stock.Made;
import dev.slipway.configupdater.core.Why.Deployed;
import dev.slipway.events.Cause;
import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.ImageName;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Setting;
import dev.slipway.service.decide.Decision;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people release themselves: an image that they choose, or settings of their own, or both, at the line's next turn. */
final class Deployments {
    private Deployments() {}

    static Decision<Lines> obey(Lines lines, Project project, Deploy command, Cause cause) {
        var line = lines.of(command.environment(), command.application());
        var there = line.headOrWhatIsThere();
        if (command.image() == null && command.settings().isEmpty()) {
            return Commands.refused(
                    lines, command, "nothing is to be different", "name an image, or what is to be set");
        }
        var secret = secrets(command);
        if (!secret.isEmpty()) {
            return Commands.refused(
                    lines,
                    command,
                    secret + " would stand in Git for everybody to read",
                    "put it into a Secret and reference it (valueFrom, envFrom)");
        }
        var hold = line.hold();
        if (hold != null && hold.firm()) {
            return Commands.refused(lines, command, "the line is held: " + hold.why(), "free it first");
        }
        if (command.image() == null) {
            return there == null || there.image() == null
                    ? Commands.refused(
                            lines,
                            command,
                            "nothing was released to " + command.environment() + " yet",
                            "push, or name an image")
                    : deploy(lines, project, command, there, cause);
        }
        var chosen = chosen(lines, project, command);
        return chosen.isEmpty()
                ? Commands.refused(
                        lines,
                        command,
                        "of the newest " + Stock.most(project) + " images of " + command.application()
                                + ", and of what was live in " + command.environment() + ", none is " + command.image(),
                        "take the tag, commit or digest of one of them, or push it")
                : deploy(lines, project, command, chosen.get(), cause);
    }

    private static String secrets(Deploy command) {
        return command.settings().stream()
                .filter(Setting::isSecret)
                .map(Setting::described)
                .collect(Collectors.joining(", "));
    }

    /** Of what was built, the newest; else of what the line has had. */
    private static Optional<Release> chosen(Lines lines, Project project, Deploy command) {
        var wanted = Objects.requireNonNull(command.image());
        var application = project.application(command.application()).orElseThrow();
        var line = lines.of(command.environment(), command.application());
        return lines.stock()
                .newest(application, made -> ImageName.isOf(wanted, made.image(), made.source()))
                .map(made -> release(command, made))
                .or(() -> Stream.concat(Stream.ofNullable(line.head()), line.lived().reversed().stream())
                        .filter(each -> each.image() != null && ImageName.isOf(wanted, each.image(), each.source()))
                        .findFirst());
    }

    private static Release release(Deploy command, Made made) {
        return new Release(
                new UUID(0, 0),
                command.environment(),
                command.application(),
                made.ordinal(),
                made.source(),
                made.image());
    }

    private static Decision<Lines> deploy(Lines lines, Project project, Deploy command, Release wanted, Cause cause) {
        var line = lines.of(command.environment(), command.application());
        var head = line.head();
        var isOther = head == null || !Objects.equals(head.image(), wanted.image());
        var why = isOther ? keptOut(lines, project, wanted) : Optional.<Refusal>empty();
        if (why.isPresent()) {
            return Commands.refused(lines, command, why.get().seen(), why.get().nextStep());
        }
        var release = wanted.in(command.environment(), rank(head, wanted), Origin.DEPLOY, idOf(command, cause));
        var admitted = Releases.admit(requested(lines, release, command), project, release);
        return write(admitted, project, release, command, cause);
    }

    private static Decision<Lines> requested(Lines lines, Release release, Deploy command) {
        return Decision.of(lines).say(new ReleaseRequested(release, command.by()));
    }

    private record Refusal(String seen, String nextStep) {}

    /** What keeps out other images keeps out those of people, too. */
    private static Optional<Refusal> keptOut(Lines lines, Project project, Release wanted) {
        var environment = project.environment(wanted.environment().name()).orElseThrow();
        var pin = Pins.keepsOut(lines, project, wanted);
        if (pin.isPresent()) {
            return Optional.of(new Refusal(pin.get(), Pins.nextStep(wanted.environment())));
        }
        var promotion = environment.promotion();
        return promotion == null || Promotions.isReady(lines, project, environment, wanted)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "image " + wanted.image() + " is not known to have been live in "
                                + String.join(" and ", promotion.after()),
                        "release it there first, or choose one of the last " + Line.LIVED_MAX
                                + " that were live there"));
    }

    /** Nothing that is older than the image, or than what is there, comes in after it by itself. */
    private static Rank rank(@Nullable Release head, Release wanted) {
        var made = new Rank(wanted.ordinal(), 0);
        var newest = head == null || made.isAfter(head.rank()) ? made : head.rank();
        return newest.turned();
    }

    private static Decision<Lines> write(
            Decision<Lines> decision, Project project, Release release, Deploy command, Cause cause) {
        var why = new Deployed(command.settings(), command.message(), command.by());
        return Releases.write(decision, project, release, why, cause);
    }

    private static UUID idOf(Deploy command, Cause cause) {
        return Releases.idOf(command.environment() + "/" + command.application() + " deployed " + cause.id());
    }

    /** It is written once more, if nothing came since: whatever kept it out may be mended by now. */
    static Decision<Lines> again(Lines lines, Project project, Deploy command, Cause cause) {
        var head = lines.of(command.environment(), command.application()).head();
        return head == null || !head.id().equals(idOf(command, cause))
                ? Decision.of(lines)
                : write(requested(lines, head, command), project, head, command, cause);
    }
}

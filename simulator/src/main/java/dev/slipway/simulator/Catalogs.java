package dev.slipway.simulator;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Channel;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Environment.Promotion;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.simulator.world.SimulatedForge;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The projects that schedules play with: one repository that two projects declare, three environments each, of which one rolls back by itself and one
 * comes after it, and a channel. Some are synced at certain times, by a rule, or by hand. One has the images of two applications built and promoted, the other builds it in the forge's pipelines, and people promote it.
 */
public final class Catalogs {
    static final String CLUSTER = "local";
    static final String AFTER_PROD = "everywhere";
    static final String BY_HAND = "manual";
    /** Kathmandu is 5:45 ahead: there it is a quarter to six when schedules begin. */
    static final String RULE = "release.ordinal % 2 == 0 || now.minute % 3 == 1";

    static final List<String> TAGS = List.of("v1.0.0", "v1.0.1", "v1.1.0", "v2.0.0", "v2.0.0-rc1", "release");
    static final List<String> RANGES = List.of("~1.0", "~1", "^1.1", "^2", "v1.0.1", "v2.0.0-rc1", "release");
    static final List<String> BRANCHES = List.of("master", "feature/a", "feature/b");

    private Catalogs() {}

    static List<Project> projects() {
        return List.of(project("hichat", "local"), project("billing", "external"));
    }

    static Project pinned(Project project, String environment, @Nullable String revision) {
        var environments = project.environments().stream()
                .map(each -> each.name().equals(environment)
                        ? new Environment(
                                each.name(),
                                each.branch(),
                                each.cluster(),
                                each.namespace(),
                                each.config(),
                                each.engine(),
                                each.rollback(),
                                each.promotion(),
                                revision,
                                each.status(),
                                each.sync())
                        : each)
                .toList();
        return having(project, environments);
    }

    static boolean follows(EnvironmentRef environment, String branch) {
        return projects().stream()
                .filter(project -> project.project().equals(environment.project()))
                .flatMap(project -> project.environment(environment.name()).stream())
                .anyMatch(each -> each.follows(branch));
    }

    static Project without(Project project, String environment) {
        return having(
                project,
                project.environments().stream()
                        .filter(each -> !each.name().equals(environment))
                        .toList());
    }

    /** As it was declared at first. */
    static Project whole(Project project) {
        var environments = projects().stream()
                .filter(each -> each.project().equals(project.project()))
                .flatMap(each -> each.environments().stream())
                .map(each -> project.environment(each.name()).orElse(each))
                .toList();
        return having(project, environments);
    }

    private static Project having(Project project, List<Environment> environments) {
        return new Project(
                project.project(), project.repositories(), project.applications(), environments, project.channels());
    }

    static List<Application> builtElsewhere() {
        return projects().stream()
                .flatMap(project -> project.applications().stream())
                .filter(application -> application.build().builtElsewhere())
                .toList();
    }

    public static String image(String project, String application) {
        return "registry.invalid/" + project + (application.equals("app") ? "" : "-" + application);
    }

    private static Project project(String name, String builder) {
        var repository =
                new Repository("code", "gitlab", "root/code", "http://forge.invalid/root/code.git", null, "hook");
        var applications = Stream.of("app", "web")
                .limit(name.equals("hichat") ? 2 : 1)
                .map(application -> new Application(
                        application,
                        "code",
                        image(name, application),
                        new Application.Build(builder, "Dockerfile", ".")))
                .toList();
        return new Project(
                name,
                List.of(repository),
                applications,
                List.of(
                        environment(name, "prod", "master", null),
                        environment(name, "dev", "feature/*", null),
                        environment(name, AFTER_PROD, "", new Promotion(List.of("prod"), builder.equals("external")))),
                List.of(new Channel("ops", "feishu", "chat", List.of(), List.of())));
    }

    /** In one environment people merge what is released. */
    private static Environment.Config.@Nullable Mode mode(String project, String environment) {
        return project.equals("billing") && environment.equals("dev") ? Environment.Config.Mode.MERGE_REQUEST : null;
    }

    private static Environment environment(String project, String name, String branch, @Nullable Promotion promotion) {
        var config = new Environment.Config(
                "code",
                SimulatedForge.CONFIG,
                project + "/" + name,
                "master",
                null,
                null,
                null,
                null,
                mode(project, name));
        var engine = new Engine("direct");
        var rollback = name.equals("prod") ? new Environment.Rollback(true) : null;
        var status = new Environment.Status("slipway-status", null);
        return new Environment(
                name,
                branch,
                CLUSTER,
                project + "-" + name,
                config,
                engine,
                rollback,
                promotion,
                null,
                status,
                sync(project, name));
    }

    /** Schedules begin at midnight, and most last for some minutes. */
    private static @Nullable Sync sync(String project, String environment) {
        return switch (project + "/" + environment) {
            case "hichat/dev" -> Sync.at("daily", "00:02 UTC", "00:05 UTC");
            case "hichat/" + AFTER_PROD ->
                Sync.at("window", "00:01-00:02 UTC", "00:04-00:06 UTC", "00:10-00:30 UTC", "01:00-23:00 UTC");
            case "billing/prod" -> new Sync("rule", null, RULE, "Asia/Kathmandu");
            case "billing/" + AFTER_PROD -> new Sync(BY_HAND);
            default -> null;
        };
    }
}

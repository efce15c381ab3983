package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.SourceCommit;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Releases of a project called hichat. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final EnvironmentRef PROD = new EnvironmentRef("hichat", "prod");
    public static final UUID DELIVERY = new UUID(1, 1);
    public static final String IMAGE = "registry.example/root/hichat";

    private Samples() {}

    public static CommitId commit(long number) {
        return new CommitId("%040x".formatted(number));
    }

    public static Repository repository(String url) {
        return new Repository("hichat", "gitlab", "root/hichat", url, "git-bot", null);
    }

    public static Environment.Config config(@Nullable String createFrom) {
        return new Environment.Config("hichat", "k8s-config", "k8s", createFrom, null);
    }

    public static Release release(long ordinal) {
        return release(ordinal, IMAGE);
    }

    public static Release release(long ordinal, String image) {
        return new Release(
                new UUID(2, ordinal), PROD, "server", new Ordinal(ordinal), source(ordinal), image(ordinal, image));
    }

    public static ConfigChange change(long ordinal, String url, @Nullable String createFrom) {
        return new ConfigChange(release(ordinal), repository(url), config(createFrom), DELIVERY);
    }

    static ProjectDeclared declared() {
        return declared(null);
    }

    static ProjectDeclared declaredWith(Environment.Config config) {
        return declaredWith(config, new Engine("direct"));
    }

    static ProjectDeclared declaredWith(Engine engine) {
        return declaredWith(config("master"), engine);
    }

    private static ProjectDeclared declaredWith(Environment.Config config, Engine engine) {
        var project = declared().declared();
        var prod = project.environments().getFirst();
        return new ProjectDeclared(
                new Project(
                        project.project(),
                        project.repositories(),
                        project.applications(),
                        List.of(new Environment(
                                prod.name(), prod.branch(), prod.cluster(), prod.namespace(), config, engine)),
                        List.of()),
                "test");
    }

    /** dev is built from master; staging and load come after it, prod after both. */
    static ProjectDeclared declaredChain(boolean byHand) {
        var environments = List.of(
                environment("dev", "master", null),
                environment("staging", "", new Environment.Promotion(List.of("dev"), false)),
                environment("load", "", new Environment.Promotion(List.of("dev"), false)),
                environment("prod", "", new Environment.Promotion(List.of("staging", "load"), byHand)));
        return new ProjectDeclared(
                new Project(
                        "hichat",
                        List.of(repository("https://git.example/root/hichat.git")),
                        List.of(new Application(
                                "server", "hichat", IMAGE, new Application.Build("local", "Dockerfile", "."))),
                        environments,
                        List.of()),
                "test");
    }

    /** dev is built from master; prod comes after it and is pinned. */
    static ProjectDeclared declaredPinnedAfterDev(@Nullable String revision) {
        var environments = List.of(
                environment("dev", "master", null),
                environment("prod", "", new Environment.Promotion(List.of("dev"), false), revision));
        return declared(List.of("server"), environments);
    }

    /** Server and web are built of one repository, docs of another. */
    static ProjectDeclared declaredMonorepo(@Nullable String revision) {
        return declared(List.of("server", "web", "docs"), List.of(environment("prod", "master", null, revision)));
    }

    static ProjectDeclared declaredSynced(@Nullable Sync sync) {
        return declared(
                List.of("server", "web"),
                List.of(environment("prod", "master", null).synced(sync)));
    }

    /** The environment is gone from the document. */
    static ProjectDeclared declaredWithoutProd() {
        return declared(List.of("server"), List.of(environment("dev", "master", null)));
    }

    /** Server and web, whose status is written to a branch. */
    static ProjectDeclared declaredWithStatus(String... applications) {
        var prod = environment("prod", "master", null);
        var status = new Environment.Status("slipway-status", null);
        return declared(
                List.of(applications),
                List.of(new Environment(
                        prod.name(),
                        prod.branch(),
                        prod.cluster(),
                        prod.namespace(),
                        prod.config(),
                        prod.engine(),
                        null,
                        null,
                        null,
                        status,
                        null)));
    }

    private static ProjectDeclared declared(List<String> applications, List<Environment> environments) {
        var docs = new Repository("docs", "gitlab", "root/docs", "https://git.example/root/docs.git", "git-bot", null);
        return new ProjectDeclared(
                new Project(
                        "hichat",
                        List.of(repository("https://git.example/root/hichat.git"), docs),
                        applications.stream()
                                .map(name -> new Application(
                                        name,
                                        name.equals("docs") ? "docs" : "hichat",
                                        IMAGE,
                                        new Application.Build("local", "Dockerfile", ".")))
                                .toList(),
                        environments,
                        List.of()),
                "test");
    }

    private static Environment environment(String name, String branch, Environment.@Nullable Promotion promotion) {
        return environment(name, branch, promotion, null);
    }

    private static Environment environment(
            String name, String branch, Environment.@Nullable Promotion promotion, @Nullable String revision) {
        return new Environment(
                name,
                branch,
                "cloud",
                name,
                new Environment.Config("hichat", "k8s-config", "k8s", null, null),
                new Engine("direct"),
                null,
                promotion,
                revision);
    }

    static ProjectDeclared declared(Environment.@Nullable Rollback rollback) {
        return declared(rollback, null);
    }

    static Environment.Config proposing() {
        return new Environment.Config(
                "hichat", "k8s-config", "k8s", "master", null, null, null, null, Environment.Config.Mode.MERGE_REQUEST);
    }

    static Environment.Config signed(String secret) {
        return new Environment.Config("hichat", "k8s-config", "k8s", "master", null, null, null, secret, null);
    }

    public static Environment.Config proposing(@Nullable String createFrom, Environment.Config.Mode mode) {
        return new Environment.Config("hichat", "k8s-config", "k8s", createFrom, null, null, null, null, mode);
    }

    static ProjectDeclared declaredPinned(@Nullable String revision) {
        return declared(null, revision);
    }

    private static ProjectDeclared declared(Environment.@Nullable Rollback rollback, @Nullable String revision) {
        var prod = new Environment(
                "prod", "master", "cloud", "hichat", config("master"), new Engine("direct"), rollback, null, revision);
        var build = new Application.Build("local", "Dockerfile", ".");
        return new ProjectDeclared(
                new Project(
                        "hichat",
                        List.of(repository("https://git.example/root/hichat.git")),
                        List.of(new Application("server", "hichat", IMAGE, build)),
                        List.of(prod),
                        List.of()),
                "test");
    }

    static ImageBuilt built(long ordinal) {
        return built(ordinal, false);
    }

    static ImageBuilt built(long ordinal, boolean forced) {
        return new ImageBuilt(
                new ApplicationRef("hichat", "server"),
                "master",
                source(ordinal),
                new Ordinal(ordinal),
                image(ordinal, IMAGE),
                forced);
    }

    static ImageBuilt built(String application, long ordinal) {
        var server = built(ordinal);
        return new ImageBuilt(
                new ApplicationRef("hichat", application),
                "master",
                server.source(),
                server.ordinal(),
                image(ordinal, IMAGE),
                false);
    }

    static BuildSkipped skipped(String application, long ordinal) {
        return new BuildSkipped(
                new ApplicationRef("hichat", application),
                "master",
                commit(ordinal),
                new Ordinal(ordinal),
                "none of the files concerns this application");
    }

    static <E extends Event> Fact<E> fact(E event) {
        var cause = new Cause(new UUID(3, event.hashCode()), DELIVERY, null);
        return new Fact<>(Envelope.follow(cause, event, "test", NOON), event);
    }

    private static SourceCommit source(long number) {
        return new SourceCommit(commit(number), new Person("Li Hua", "li@example.com"), "Say hello " + number, NOON);
    }

    private static ImageReference image(long number, String image) {
        return new ImageReference(image, commit(number).value(), "sha256:" + "%064x".formatted(number));
    }
}

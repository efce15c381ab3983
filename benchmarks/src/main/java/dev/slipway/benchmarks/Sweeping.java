package dev.slipway.benchmarks;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.outside.git.GitServer;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;

/** What it costs to look at many repositories once a minute while nothing happens in them. The forge is ours, in this process. */
final class Sweeping implements AutoCloseable {
    private static final int OF_A_PROJECT = 50;
    private static final int BRANCHES = 20;
    private static final Duration SETTLING = Duration.ofMinutes(3);
    private static final Duration MEASURED = Duration.ofMinutes(2);
    private final GitServer forge;
    private final int repositories;

    private Sweeping(GitServer forge, int repositories) {
        this.forge = forge;
        this.repositories = repositories;
    }

    static Sweeping of(Path folder, int repositories) throws IOException {
        var forge = GitServer.start(folder, 0, Map.of(), true);
        var first = forge.repository("all/one");
        try (var objects = first.newObjectInserter()) {
            var commit = new CommitBuilder();
            commit.setTreeId(objects.insert(new TreeFormatter()));
            commit.setAuthor(new PersonIdent("bench", "bench@example.com"));
            commit.setCommitter(commit.getAuthor());
            var id = objects.insert(commit);
            objects.flush();
            for (var branch = 0; branch < BRANCHES; branch++) {
                var update = first.updateRef(Constants.R_HEADS + "branch-" + branch);
                update.setExpectedOldObjectId(ObjectId.zeroId());
                update.setNewObjectId(id);
                update.update();
            }
        }
        for (var number = 0; number < repositories; number++) {
            Files.createSymbolicLink(folder.resolve("all/" + number + ".git"), folder.resolve("all/one.git"));
        }
        return new Sweeping(forge, repositories);
    }

    /** @return the share of one core that the service takes */
    double cost(RunningSuite suite) throws Exception {
        declare(suite.clients());
        Thread.sleep(SETTLING);
        var before = suite.cpu("webhook-service");
        var began = System.nanoTime();
        Thread.sleep(MEASURED);
        return (double) suite.cpu("webhook-service").minus(before).toNanos() / (System.nanoTime() - began);
    }

    private void declare(KafkaClients clients) throws Exception {
        try (var producer = clients.producer()) {
            for (var first = 0; first < repositories; first += OF_A_PROJECT) {
                var project = project("bench-" + first / OF_A_PROJECT, first);
                var declared = new ProjectDeclared(project, "bench");
                var envelope =
                        Envelope.follow(new Cause(UUID.randomUUID(), null, null), declared, "bench", Instant.now());
                producer.send(Records.of(new Topics("slipway", 4, (short) 1, 1), envelope, declared))
                        .get();
            }
        }
    }

    private Project project(String name, int first) {
        var declared = IntStream.range(first, first + OF_A_PROJECT)
                .mapToObj(number -> new Repository(
                        "r" + number, "gitlab", "all/" + number, forge.urlOf("all/" + number), null, "bench-hook"))
                .toList();
        var config = new Environment.Config("r" + first, "k8s-config", "k8s", null, null);
        var prod = new Environment("prod", "master", "local", name, config, new Engine("direct"));
        return new Project(name, declared, List.of(), List.of(prod), List.of());
    }

    @Override
    public void close() {
        forge.close();
    }
}

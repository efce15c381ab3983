package dev.slipway.benchmarks;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Person;
import dev.slipway.events.values.SourceCommit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/** A bare repository whose config branch holds a folder for each project, in it a manifest for each application, and other files. */
record ConfigRepositoryOfMany(int projects, int applications, int files) {
    static final String BRANCH = "k8s-config";

    /** Of so many files, up to 1,000 of them applications' manifests, in twenty projects where there are enough. */
    static ConfigRepositoryOfMany of(int files) {
        var projects = Math.clamp(files / 10, 1, 20);
        return new ConfigRepositoryOfMany(projects, Math.min(50, files / projects), files);
    }

    void make(Path bare) throws IOException {
        try (var repository = new FileRepository(bare.toFile())) {
            repository.create(true);
            var config = repository.getConfig();
            config.setBoolean("http", null, "receivepack", true);
            config.setBoolean("core", null, "logAllRefUpdates", true);
            config.setInt("gc", null, "auto", 0);
            config.save();
            try (var objects = repository.getObjectDatabase().newPackInserter()) {
                var index = DirCache.newInCore();
                var builder = index.builder();
                for (var number = 0; number < files; number++) {
                    var entry = new DirCacheEntry(path(number));
                    entry.setFileMode(FileMode.REGULAR_FILE);
                    entry.setObjectId(
                            objects.insert(Constants.OBJ_BLOB, text(number).getBytes(StandardCharsets.UTF_8)));
                    builder.add(entry);
                }
                builder.finish();
                var commit = new CommitBuilder();
                commit.setTreeId(index.writeTree(objects));
                commit.setAuthor(new PersonIdent("bench", "bench@example.com"));
                commit.setCommitter(commit.getAuthor());
                commit.setMessage("The beginning\n");
                var id = objects.insert(commit);
                objects.flush();
                var update = repository.updateRef(Constants.R_HEADS + BRANCH);
                update.setExpectedOldObjectId(ObjectId.zeroId());
                update.setNewObjectId(id);
                update.update();
            }
        }
    }

    int applicationsInAll() {
        return projects * applications;
    }

    /** The first files are the applications' manifests; the others lie beside them. */
    private String path(int number) {
        return number < applicationsInAll()
                ? "p%d/app-%d.yaml".formatted(number / applications, number % applications)
                : "p%d/other-%d.yaml".formatted(number % projects, number);
    }

    private String text(int number) {
        return number < applicationsInAll() ? deployment(number) : """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: other-%d
                data:
                  number: "%d"
                """.formatted(number, number);
    }

    private String deployment(int number) {
        return """
                # Written by people.
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: app-%1$d
                spec:
                  replicas: 2
                  template:
                    metadata:
                      labels: {app: app-%1$d}
                    spec:
                      containers:
                        - name: main
                          image: %2$s:v0  # the newest
                          ports:
                            - containerPort: 8080
                """.formatted(number % applications, image(number / applications, number % applications));
    }

    ImageReference built(int project, int application, long ordinal) {
        return new ImageReference(image(project, application), "v" + ordinal, "sha256:" + "%064x".formatted(ordinal));
    }

    static SourceCommit source(long ordinal) {
        return new SourceCommit(
                new CommitId("%040x".formatted(ordinal)),
                new Person("bench", "bench@example.com"),
                "Push " + ordinal,
                Instant.EPOCH);
    }

    String image(int project, int application) {
        return "registry.example/bench-%d/app-%d".formatted(project, application);
    }
}

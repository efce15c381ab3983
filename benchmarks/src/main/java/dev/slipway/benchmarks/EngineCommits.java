package dev.slipway.benchmarks;

import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.values.CommitId;
import dev.slipway.outside.git.GitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;

/** The config repository, behind a Git server in this process: each commit has a content of its own. */
final class EngineCommits implements AutoCloseable {
    private static final String PATH = "prod";
    private final GitServer server;
    private volatile ObjectId newest = ObjectId.zeroId();

    EngineCommits(Path folder) throws IOException {
        server = GitServer.start(folder, 0, Map.of(), true);
    }

    /** @param content the hash of what the environment is made from */
    record Committed(Source source, String content) {}

    String newest() {
        return newest.name();
    }

    Committed commit(String text) throws IOException {
        var repository = server.repository("config");
        try (var objects = repository.newObjectInserter()) {
            var file = objects.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
            var folder = tree("version", FileMode.REGULAR_FILE, file);
            var content = objects.insert(folder);
            var commit = new CommitBuilder();
            commit.setTreeId(objects.insert(tree(PATH, FileMode.TREE, content)));
            commit.setAuthor(new PersonIdent("bench", "bench@example.com"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage(text);
            if (!newest.equals(ObjectId.zeroId())) {
                commit.setParentId(newest);
            }
            var before = newest;
            newest = objects.insert(commit);
            objects.flush();
            var update = repository.updateRef(Constants.R_HEADS + "master");
            update.setExpectedOldObjectId(before);
            update.setNewObjectId(newest);
            update.update();
            var source = new Source(server.urlOf("config"), null, "master", new CommitId(newest.name()), PATH);
            return new Committed(source, content.name());
        }
    }

    private static TreeFormatter tree(String name, FileMode mode, ObjectId id) {
        var tree = new TreeFormatter();
        tree.append(name, mode, id);
        return tree;
    }

    @Override
    public void close() {
        server.close();
    }
}

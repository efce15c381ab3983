package dev.slipway.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a running launcher is, for the commands beside it.
 *
 * @param realCluster null if the cluster is simulated
 */
record Running(
        String git,
        String console,
        String bootstrapServers,
        @Nullable String realCluster) {
    private static final ObjectMapper JSON = new ObjectMapper();

    void write(Path data) throws IOException {
        Files.writeString(data.resolve("running.json"), JSON.writeValueAsString(this));
    }

    static Running read(Path data) throws IOException {
        var file = data.resolve("running.json");
        if (!Files.exists(file)) {
            throw new Usage("nothing has been started on " + data
                    + " yet: run ./slipway up first, or name its folder with --data");
        }
        return JSON.readValue(file.toFile(), Running.class);
    }
}

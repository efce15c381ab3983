package dev.slipway.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the demo fails in the cluster: lines that are put below another one of a file. */
enum Breakage {
    /** A simulated cluster runs nothing, so how the program fails has to be said to it. */
    PROGRAM("Talk to a database that is not there", "Dockerfile", "USER 10001\n", """
            ENV SIMULATE=crash
            ENV SIMULATE_LOG="dial tcp: lookup mysql-primary: no such host"
            """),
    /** Nodes pull before they run, so it fails whatever they run; fake ones (testkit/control-plane) go by the word "broken". */
    COMPANION("Bring a companion whose image is nowhere", "k8s/hichat.yaml", "      containers:\n", """
                    - name: companion
                      image: registry.invalid/hichat/broken:1
            """);

    private final String message;
    private final String file;
    private final String below;
    private final String lines;

    Breakage(String message, String file, String below, String lines) {
        this.message = message;
        this.file = file;
        this.below = below;
        this.lines = lines;
    }

    static Breakage in(Running running) {
        return running.realCluster() == null ? PROGRAM : COMPANION;
    }

    /** @return what was done, for the commit */
    String make(Path clone) throws IOException {
        var path = clone.resolve(file);
        var before = Files.readString(path);
        if (!before.contains(below)) {
            throw new Usage(file + " has no line '" + below.strip()
                    + "' any more, below which the demo breaks it; break it by hand");
        }
        Files.writeString(path, before.replace(below, below + lines));
        return message;
    }

    /** Takes away what earlier ones left, in whichever cluster they were made for. */
    static void undo(Path clone) throws IOException {
        for (var breakage : values()) {
            var path = clone.resolve(breakage.file);
            if (Files.exists(path)) {
                Files.writeString(path, Files.readString(path).replace(breakage.lines, ""));
            }
        }
    }
}

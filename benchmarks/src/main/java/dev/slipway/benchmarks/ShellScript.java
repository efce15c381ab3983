package dev.slipway.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a CI job does instead, for each change: a shallow clone, sed, a commit, a push. */
record ShellScript(Path folder, String url, ConfigRepositoryOfMany many) {
    private static final String SCRIPT = """
            set -e
            git clone -q --depth 1 --branch "$BRANCH" "$URL" work
            cd work
            sed -i "s|image: $IMAGE:[^ ]*|image: $IMAGE:$TAG|" "$FILE"
            git -c user.name=ci -c user.email=ci@example.com commit -q -am "Set $IMAGE to $TAG"
            git push -q
            cd ..
            rm -rf work
            """;

    List<Duration> run(int changes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var took = new ArrayList<Duration>();
        for (var change = 0; change < changes; change++) {
            var began = System.nanoTime();
            run("ci-" + began, change % many.projects(), change % many.applications());
            took.add(Duration.ofNanos(System.nanoTime() - began));
        }
        return took;
    }

    private void run(String tag, int project, int application) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "-c", SCRIPT)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("BRANCH", ConfigRepositoryOfMany.BRANCH);
        environment.put("URL", url);
        environment.put("IMAGE", many.image(project, application));
        environment.put("TAG", tag);
        environment.put("FILE", "p%d/app-%d.yaml".formatted(project, application));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the shell script failed: " + said);
        }
    }
}

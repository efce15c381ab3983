package dev.slipway.configediting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {

    @Test
    void showsThreeLinesAround() {
        var before = IntStream.rangeClosed(1, 9).mapToObj(i -> i + "\n").collect(Collectors.joining());

        assertThat(UnifiedDiff.of("k8s/a.yaml", before, before.replace("5\n", "五\n")))
                .isEqualTo("--- a/k8s/a.yaml\n+++ b/k8s/a.yaml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+五\n 6\n 7\n 8\n");
    }

    @Test
    void equalTextsHaveNoDifference() {
        assertThat(UnifiedDiff.of("a", "x", "x")).isEmpty();
    }

    @Test
    void saysWhenTheLastLineHasNoEnd() {
        assertThat(UnifiedDiff.of("a", "x", "x\n"))
                .isEqualTo("--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n");
    }

    @Test
    void textsThatHaveNothingInCommonTakeNoTimeToSpeakOf() {
        var before = IntStream.range(0, 20_000).mapToObj(i -> "a" + i + "\n").collect(Collectors.joining());
        var after = before.replace('a', 'b');

        assertThat(UnifiedDiff.of("a", before, after).lines()).hasSize(40_003);
    }

    @Test
    void gitAppliesAnyDifference(@TempDir Path folder) throws Exception {
        for (var seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var before = randomText(random, new ArrayList<>());
            var after = randomText(random, new ArrayList<>(before.lines().toList()));
            var file = folder.resolve("a.yaml");
            Files.writeString(file, before);
            var diff = UnifiedDiff.of("a.yaml", before, after);

            if (!diff.isEmpty()) {
                apply(folder, diff, seed);
            }
            assertThat(Files.readString(file)).as("seed %s", seed).isEqualTo(after);
        }
    }

    private static String randomText(Random random, List<String> lines) {
        for (var i = lines.isEmpty() ? 30 : random.nextInt(6); i > 0; i--) {
            lines.add(
                    random.nextInt(lines.size() + 1),
                    "line " + random.nextInt(5) + (random.nextInt(9) == 0 ? "\r" : ""));
        }
        for (var i = random.nextInt(5); i > 0 && lines.size() > 1; i--) {
            lines.remove(random.nextInt(lines.size()));
        }
        return String.join("\n", lines) + (random.nextBoolean() ? "\n" : "");
    }

    private static void apply(Path folder, String diff, int seed) throws IOException, InterruptedException {
        var process = new ProcessBuilder("git", "apply", "--whitespace=nowarn", "-")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (var in = process.getOutputStream()) {
            in.write(diff.getBytes(StandardCharsets.UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("seed %s: %s\n%s", seed, said, diff).isZero();
    }
}

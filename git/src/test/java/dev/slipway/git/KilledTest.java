package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.git.PushOutcome.Overtaken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that pushes is killed at some moment, again and again; the next one uses the same cache. */
class KilledTest {
    private static final int KILLS = 6;

    @Test
    void nothingIsLostOrDoubledAndTheCacheIsUsable(@TempDir Path folder, @TempDir Path cache) throws Exception {
        var random = new Random(7);
        try (var forge = new Forge(folder)) {
            forge.commit("master", "base", Map.of("a", "0"));
            var url = forge.server.url("hichat.git");
            for (var i = 0; i < KILLS; i++) {
                killed(cache, url, 1 + random.nextInt(12), random.nextInt(400_000));
            }
            pushed(cache, url, 40, new StringWriter());

            forge.origin.run("fsck", "--strict");
            var numbers = forge.origin
                    .run("log", "--reverse", "--format=%s", "master")
                    .lines()
                    .skip(1)
                    .toList();
            assertThat(numbers).doesNotHaveDuplicates();
            for (var i = 0; i < numbers.size(); i++) {
                assertThat(numbers.get(i)).isEqualTo("n" + (i + 1));
            }
        }
    }

    private static void killed(Path cache, String url, int lines, int spins) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTest.class.getName(),
                        cache.toString(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var i = 0; i < lines; i++) {
                assertThat(out.readLine()).startsWith("pushed");
            }
            for (var i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();
        }
    }

    /** The child's life: looks what is there, pushes the next number, for ever. */
    public static void main(String[] arguments) throws Exception {
        var said = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
        while (true) {
            pushed(Path.of(arguments[0]), arguments[1], 20, said);
        }
    }

    private static void pushed(Path cache, String url, int many, Writer said) throws IOException, GitRefused {
        try (var mirrors = Mirrors.in(cache, GitLimits.defaults())) {
            var mirror = mirrors.of(new GitRemote(url, GitHttpServer.CREDENTIALS));
            mirror.fetch("master");
            for (var i = 0; i < many; i++) {
                var tip = mirror.resolve("master").orElseThrow();
                var subject = mirror.at(tip).info().subject();
                var next = subject.equals("base") ? 1 : Integer.parseInt(subject.substring(1)) + 1;
                var release = new Trailer("Slipway-Release", "r" + next);
                assertThat(mirror.find("master", release)).isEmpty();
                var message = new CommitMessage("n" + next, release);
                var bytes = ("" + next).getBytes(StandardCharsets.UTF_8);
                var draft = new CommitDraft(Forge.LI, Instant.EPOCH, message, tree -> tree.write("a", bytes));
                // Overtaken by the one killed before, whose last push was still on its way.
                if (mirror.push("master", new Base.Tip(tip), List.of(draft)) instanceof Overtaken) {
                    mirror.fetch("master");
                }
                said.write("pushed " + next + "\n");
                said.flush();
            }
        }
    }
}

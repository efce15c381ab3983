package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.git.PushOutcome.Pushed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What a batch costs: run with {@code -Dslipway.measure}. */
@EnabledIfSystemProperty(named = "slipway.measure", matches = ".*")
class PushSpeedTest {

    @Test
    void aHundredCommitsInOnePushUponFiveThousandFiles(@TempDir Path folder) throws Exception {
        try (var forge = new Forge(folder)) {
            var files = new HashMap<String, String>();
            IntStream.range(0, 5_000)
                    .forEach(i -> files.put("k8s/%02d/app-%04d.yaml".formatted(i / 100, i), "image: " + i));
            var tip = forge.commit("master", "base", files);
            for (var remote : new Mirror[] {forge.mirror(), forge.mirrorOfFile()}) {
                remote.fetch();
                tip = remote.resolve("master").orElseThrow();
                for (var size : new int[] {1, 100}) {
                    for (var round = 0; round < 40; round++) {
                        var number = round;
                        var drafts = IntStream.range(0, size)
                                .mapToObj(i -> Forge.draft(
                                        "n" + i,
                                        "k8s/%02d/app-%04d.yaml".formatted(i % 50, i % 50 * 100),
                                        remote.remote().url() + size + " " + number + " " + i))
                                .toList();
                        var start = System.nanoTime();
                        var pushed = remote.push("master", new Base.Tip(tip), drafts);
                        var millis = (System.nanoTime() - start) / 1_000_000;
                        assertThat(pushed).isInstanceOf(Pushed.class);
                        tip = ((Pushed) pushed).tip().orElseThrow();
                        if (round % 8 == 7) {
                            System.out.println(remote.remote() + ": " + size + " commits in " + millis + " ms");
                        }
                    }
                }
            }
        }
    }
}

package dev.slipway.configediting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.Edited.Changed;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Many manifests as people might write them. A generator knows where the value stands, so it knows what must come out. */
class SetImagePropertyTest {
    private static final int FILES = 4_000;
    private static final String DIGEST = "sha256:" + "0f".repeat(32);
    private static final Image OLD = Image.tagged("gitlab.example:5050/root/hichat", "6bca52fa");

    @Test
    void everythingButTheValueStaysAndTheWayBackLeadsHome() {
        for (var seed = 0; seed < FILES; seed++) {
            var random = new Random(seed);
            var manifest = new GeneratedManifest(random);
            var target = target(random);
            var before = manifest.with(OLD.toString());

            var there = apply(target, before, seed);
            assertThat(there).as("seed %s", seed).isEqualTo(manifest.with(target.toString()));
            assertThat(apply(OLD, there, seed)).as("seed %s back", seed).isEqualTo(before);
        }
    }

    @Test
    void whatIsWrittenIsWhatYamlReads() {
        for (var seed = 0; seed < FILES / 10; seed++) {
            var random = new Random(seed);
            var after = apply(target(random), new GeneratedManifest(new Random(seed)).with(OLD.toString()), seed);

            var load =
                    new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
            assertThat(load.loadAllFromString(after)).as("seed %s", seed).isNotEmpty();
        }
    }

    private static Image target(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Image.tagged(OLD.name(), "v" + random.nextInt(100));
            case 1 -> Image.tagged(OLD.name(), "1.10", DIGEST);
            default -> Image.digested(OLD.name(), DIGEST);
        };
    }

    private static Pin pin(Image image) {
        return image.digest().isEmpty() ? Pin.TAG : image.tag().isEmpty() ? Pin.DIGEST : Pin.BOTH;
    }

    private static String apply(Image image, String text, int seed) {
        var files = Map.of("a.yaml", text.getBytes(StandardCharsets.UTF_8));
        var outcome = Editor.apply(new ConfigFiles("", files), new SetImage(image).by(pin(image)));
        assertThat(outcome).as("seed %s:\n%s", seed, text).isInstanceOf(Changed.class);
        var bytes = ((Changed) outcome).files().getOrDefault("a.yaml", new byte[0]);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

package dev.slipway.outside.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.slipway.outside.http.PortTaken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void start() throws IOException {
        registry = Registry.start(folder.resolve("registry"), 0);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void takesAnImageWithThreeTagsAndGivesItBack() throws Exception {
        var pushed = push(image("latest"), List.of("0123abcd", "master"));

        for (var tag :
                List.of("latest", "0123abcd", "master", pushed.getDigest().toString())) {
            assertThat(registry.config("root/hichat", tag).orElseThrow().path("Env"))
                    .anyMatch(entry -> entry.asText().equals("SIMULATE=crash"));
        }
        var child = Jib.from(RegistryImage.named(registry.address() + "/root/hichat:master"))
                .addEnvironmentVariable("MORE", "yes")
                .containerize(containerizer(image("child"), List.of()));
        assertThat(child.getDigest()).isNotEqualTo(pushed.getDigest());
        assertThat(registry.config("root/hichat", "child").orElseThrow().path("Env"))
                .hasSize(2);
    }

    @Test
    void keepsImagesOverARestart() throws Exception {
        push(image("latest"), List.of());
        registry.close();
        registry = Registry.start(folder.resolve("registry"), 0);

        assertThat(registry.config("root/hichat", "latest")).isPresent();
    }

    @Test
    void hasNoConfigOfWhatWasNotPushed() throws IOException {
        assertThat(registry.config("root/hichat", "latest")).isEmpty();
        assertThat(registry.config("root/hichat", "sha256:" + "0".repeat(64))).isEmpty();
    }

    @Test
    void saysThatItsPortIsTaken() {
        assertThatExceptionOfType(PortTaken.class)
                .isThrownBy(() -> Registry.start(folder.resolve("second"), registry.port()));
    }

    private RegistryImage image(String tag) throws Exception {
        return RegistryImage.named(registry.address() + "/root/hichat:" + tag);
    }

    private JibContainer push(RegistryImage image, List<String> tags) throws Exception {
        var file = Files.writeString(folder.resolve("app"), "hello");
        return Jib.fromScratch()
                .addLayer(List.of(file), AbsoluteUnixPath.get("/"))
                .addEnvironmentVariable("SIMULATE", "crash")
                .setEntrypoint("/app")
                .containerize(containerizer(image, tags));
    }

    private Containerizer containerizer(RegistryImage image, List<String> tags) {
        var containerizer = Containerizer.to(image)
                .setAllowInsecureRegistries(true)
                .setBaseImageLayersCache(folder.resolve("cache/base"))
                .setApplicationLayersCache(folder.resolve("cache/application"));
        tags.forEach(containerizer::withAdditionalTag);
        return containerizer;
    }
}

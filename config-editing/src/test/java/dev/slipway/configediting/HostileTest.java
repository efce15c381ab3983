package dev.slipway.configediting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.slipway.configediting.Edit.SetContainerImage;
import dev.slipway.configediting.Edit.SetEnv;
import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.Edit.SetLiteral;
import dev.slipway.configediting.Edit.SetReplicas;
import dev.slipway.configediting.Edit.SetResource;
import dev.slipway.configediting.Edit.SetResource.Bound;
import dev.slipway.configediting.Edit.SetValue;
import dev.slipway.configediting.Edited.Refused;
import dev.slipway.configediting.Edited.Why;
import dev.slipway.configediting.yaml.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are: an answer, soon, and no other exception. */
class HostileTest {
    private static final Image IMAGE = Image.tagged("root/hichat", "2", "sha256:" + "0f".repeat(32));
    private static final Container HICHAT = Container.ofImage("root/hichat");
    private static final List<Edit> EDITS = List.of(
            new SetImage(IMAGE),
            new SetImage(IMAGE).by(Pin.BOTH),
            new SetImage(IMAGE).in(Where.field("spec.image")),
            new SetContainerImage(Container.named("x"), IMAGE),
            new SetReplicas(HICHAT, 2),
            new SetEnv(HICHAT, "A", "b"),
            new SetResource(HICHAT, Bound.limits, "cpu", "1"),
            new SetLiteral("settings", "A", "b", Where.ANYWHERE),
            new SetValue(Where.field("spec.template.spec.containers[0].image"), Value.text("x")),
            new SetValue(Where.field("image.tag"), Value.text("x")),
            new SetValue(Where.field("a[name=b].c"), Value.number(1)));

    static Stream<String> texts() {
        var bomb = new StringBuilder("a0: &a0 [root/hichat:1]\n");
        var merges = new StringBuilder("m0: &m0 {a: root/hichat:1}\n");
        for (var i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
            merges.append("m%d: &m%d {<<: [%s]}\n".formatted(i, i, ("*m" + (i - 1) + ",").repeat(9)));
        }
        var image = "root/hichat:1";
        var containers =
                "spec: {containers: [{name: x, image: root/hichat:1}, *a59, {<<: *m59}]}\nimage: {<<: *m59, tag: 1}\n";
        return Stream.of(
                "[".repeat(200_000) + image,
                "{a: ".repeat(200_000) + image,
                "- ".repeat(200_000) + image,
                "? ".repeat(200_000) + image,
                Stream.iterate(0, i -> i + 1)
                                .limit(2_000)
                                .map(i -> " ".repeat(i) + "a:\n")
                                .reduce("", String::concat)
                        + image,
                bomb + containers.replace("{<<: *m59}", "*a1").replace("{<<: *m59, tag: 1}", "x"),
                merges + containers.replace("*a59", "*m59"),
                "a: &a [*a, root/hichat]\nimage: &b {<<: *b, tag: 1}\ncontainers: *a\n",
                "image: " + image + "x".repeat(10_000_000),
                "image: '" + image + " ".repeat(10_000_000) + "'",
                "image: " + image + "\nx: |\n" + "  root/hichat\n".repeat(700_000),
                "image: " + image + "\n" + "x: 1\n".repeat(150_000),
                "---\n".repeat(300_000) + "image: " + image,
                "---\nimage: root/hichat:1\n".repeat(20_000),
                "# root/hichat\n".repeat(300_000),
                "a: \"" + "\\x41".repeat(200_000) + "root/hichat\"",
                "&" + "x".repeat(300_000) + " root/hichat",
                "%TAG ! " + "x".repeat(300_000) + "\n---\nimage: root/hichat:1",
                "image: root/hichat:1 \u0000",
                "image: root/hichat:1\rspec: x\r",
                "image: root/hichat:1 # \u2028spec:\n",
                "\uFEFF\uFEFFimage: root/hichat:1",
                "image: \uD83D\uDE00root/hichat:1",
                "*undefined : root/hichat",
                "image: \"root/hichat\\UFFFFFFFF\"",
                "image: \"root/hichat\\uD83D\"",
                "image: |99999999999\n root/hichat",
                "%YAML 99999999999.1\n---\nimage: root/hichat",
                "%TAG !e! tag:%FF\n---\nimage: !e!%C3%28 root/hichat",
                "image: !<%GG> root/hichat",
                "kind: Application\napiVersion: argoproj.io/v1\nspec: {source: {kustomize: {images: [root/hichat=a b:1, '=']}}}",
                "a:\n"
                        + Stream.iterate("  ", it -> it + " ")
                                .limit(150)
                                .map(it -> it + "b:\n")
                                .reduce("", String::concat)
                        + " ".repeat(160) + "image: {repository: root/hichat, tag: 1}",
                "image: *undefined # root/hichat",
                "? {root/hichat: 1}\n: [x]\n",
                "root/hichat",
                "",
                "\n\n");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isAnswered(String text) {
        answer(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aHugeFileIsRefused() {
        var bytes = new byte[40 << 20];
        Arrays.fill(bytes, (byte) 'x');
        System.arraycopy("image: root/hichat:1\n".getBytes(StandardCharsets.UTF_8), 0, bytes, 0, 21);

        var edited = Editor.apply(new ConfigFiles("", Map.of("a.yaml", bytes)), new SetImage(IMAGE));

        assertThat(edited).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.why()).isEqualTo(Why.UNSAFE);
            assertThat(refused.message()).contains("41943040 bytes");
        });
    }

    @Test
    void mutatedFilesAreAnswered() {
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (var seed = 0; seed < 6_000; seed++) {
                var random = new Random(seed);
                var text = random.nextBoolean()
                        ? new GeneratedYaml(random).text()
                        : new GeneratedManifest(random).with("root/hichat:1");
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                for (var i = random.nextInt(4); i >= 0; i--) {
                    bytes = mutated(bytes, random);
                }
                var files =
                        new ConfigFiles("", Map.of(random.nextInt(4) == 0 ? "kustomization.yaml" : "a.yaml", bytes));
                assertThat(Editor.apply(files, EDITS.get(random.nextInt(EDITS.size()))))
                        .as("seed %s", seed)
                        .isNotNull();
            }
        });
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        var at = random.nextInt(bytes.length);
        var length = Math.min(random.nextInt(12), bytes.length - at);
        var special = "{}[]:,-?&*!|>'\"%@`#\n\r\t \\\u0000~<=";
        return switch (random.nextInt(4)) {
            case 0 -> joined(bytes, at, new byte[] {(byte) special.charAt(random.nextInt(special.length()))}, at);
            case 1 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, at + 1);
            case 2 -> joined(bytes, at, new byte[0], at + length);
            default -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
        };
    }

    private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
        var all = new byte[until + between.length + bytes.length - from];
        System.arraycopy(bytes, 0, all, 0, until);
        System.arraycopy(between, 0, all, until, between.length);
        System.arraycopy(bytes, from, all, until + between.length, bytes.length - from);
        return all;
    }

    private static void answer(byte[] bytes) {
        for (var edit : EDITS) {
            var name = edit instanceof SetLiteral ? "kustomization.yaml" : "a.yaml";
            var both = new HashMap<>(Map.of(name, bytes));
            both.put("values-b.yaml", "tag: 1".getBytes(StandardCharsets.UTF_8));
            var files = new ConfigFiles("", both);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10),
                    () -> assertThat(Editor.apply(files, edit)).isNotNull());
        }
    }
}

package dev.slipway.configediting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configediting.Edited.Changed;
import dev.slipway.configediting.Edited.Refused;
import dev.slipway.configediting.Edited.Unchanged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of realistic files, against what somebody looked at and found right: {@code -Dgolden.write=1} writes anew. */
class CorpusTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @ParameterizedTest
    @MethodSource("dev.slipway.configediting.Corpus#cases")
    void isAsGolden(Corpus.Case one) throws IOException {
        var files = files(one.files());
        var edited = Editor.apply(files, one.edits());

        var golden = RESOURCES.resolve("corpus-golden/" + one.name() + ".txt");
        var told = told(files, edited);
        if (System.getProperty("golden.write") != null) {
            Files.writeString(golden, told);
        }
        assertThat(told).isEqualTo(Files.readString(golden));
        if (edited instanceof Changed(var changed, var _)) {
            assertThat(Editor.apply(files.with(changed), one.edits())).isInstanceOf(Unchanged.class);
        }
    }

    private static ConfigFiles files(String folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        var root = RESOURCES.resolve("corpus");
        try (var found = Files.walk(root.resolve(folder))) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return new ConfigFiles(folder, files);
    }

    private static String told(ConfigFiles files, Edited edited) {
        return switch (edited) {
            case Changed(var changed, var changes) ->
                changed.entrySet().stream()
                                .map(file -> UnifiedDiff.of(
                                        file.getKey(),
                                        text(files.file(file.getKey()).orElseThrow()),
                                        text(file.getValue())))
                                .collect(Collectors.joining())
                        + "\n"
                        + changes.stream().map(CorpusTest::told).collect(Collectors.joining());
            case Unchanged(var places) -> "unchanged: " + places + "\n";
            case Refused refused -> refused.why() + ": " + refused.message() + "\n";
        };
    }

    private static String told(Change change) {
        return "%s:%d %s %s: %s -> %s%n"
                .formatted(
                        change.file(),
                        change.line(),
                        change.object(),
                        change.path(),
                        change.before().orElse("(nothing)"),
                        change.after().orElse("(nothing)"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

package dev.slipway.configediting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configediting.Edit.SetValue;
import dev.slipway.configediting.Edited.Changed;
import dev.slipway.configediting.yaml.FieldPath;
import dev.slipway.configediting.yaml.FieldPath.Step;
import dev.slipway.configediting.yaml.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** YAML in a block of text is edited as it would be by itself. */
class BlockPropertyTest {
    private static final FieldPath BLOCK = FieldPath.parse("spec.values");

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void editingWithinIsEditingAndPuttingIn(String lineEnd) {
        var edited = 0;
        for (var seed = 0; seed < 4_000; seed++) {
            var random = new Random(seed);
            var yaml = new GeneratedYaml(random);
            var inner = yaml.text().replace("\r\n", "\n") + (yaml.text().endsWith("\n") ? "" : "\n");
            if (inner.contains("\uFEFF")
                    || inner.lines().anyMatch(it -> it.startsWith("---") || it.startsWith("..."))) {
                continue;
            }
            var path = path(yaml, random);
            var value = List.of(Value.text("x"), Value.text("1.10"), Value.number(7), Value.text("a: b\n"))
                    .get(random.nextInt(4));
            var alone = edit(inner, path, value);

            var within = edit(within(inner, lineEnd), BLOCK.then(path), value);

            if (alone instanceof Changed) {
                assertThat(within).as("seed %s: %s in%n%s", seed, path, inner).isInstanceOf(Changed.class);
                assertThat(text(within)).as("seed %s", seed).isEqualTo(within(text(alone), lineEnd));
                edited++;
            } else {
                assertThat(within).as("seed %s: %s in%n%s", seed, path, inner).hasSameClassAs(alone);
            }
        }
        assertThat(edited).isGreaterThan(900);
    }

    private static FieldPath path(GeneratedYaml yaml, Random random) {
        var kind = random.nextInt(3);
        if (kind == 0 && !yaml.leaves.isEmpty()) {
            return yaml.leaves.get(random.nextInt(yaml.leaves.size())).path();
        }
        if (kind == 1 && !yaml.lists.isEmpty()) {
            return yaml.lists
                    .get(random.nextInt(yaml.lists.size()))
                    .then(new Step.Having("name", "n"))
                    .then("value");
        }
        return yaml.mappings
                .get(random.nextInt(yaml.mappings.size()))
                .then("added")
                .then("deeper");
    }

    private static String within(String inner, String lineEnd) {
        return ("kind: Application\nspec:\n  values: |+\n"
                        + inner.lines()
                                .map(it -> it.isEmpty() ? "" : "    " + it)
                                .collect(Collectors.joining("\n"))
                        + "\n  other: 1\n")
                .replace("\n", lineEnd);
    }

    private static Edited edit(String text, FieldPath path, Value value) {
        var where = new Where(Optional.of("a.yaml"), Optional.empty(), Optional.of(path));
        return Editor.apply(
                new ConfigFiles("", Map.of("a.yaml", text.getBytes(StandardCharsets.UTF_8))),
                new SetValue(where, value));
    }

    private static String text(Edited edited) {
        return edited instanceof Changed(var files, var _)
                ? new String(files.getOrDefault("a.yaml", new byte[0]), StandardCharsets.UTF_8)
                : "";
    }
}

package dev.slipway.configediting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configediting.Edit.SetValue;
import dev.slipway.configediting.Edited.Changed;
import dev.slipway.configediting.Edited.Unchanged;
import dev.slipway.configediting.yaml.FieldPath;
import dev.slipway.configediting.yaml.FieldPath.Step;
import dev.slipway.configediting.yaml.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Thousands of documents in all styles, edited at random. The generator knows where the value stands, another reader what it means. */
class YamlPropertyTest {
    private static final int FILES = 6_000;
    private static final List<Value> VALUES = new ArrayList<>();

    static {
        for (var text : List.of(
                "x",
                "yes",
                "NO",
                "1.10",
                "0123",
                "1e3",
                "0x1F",
                "2020-01-01",
                "12:30:45",
                "~",
                "null",
                "",
                " lead",
                "end ",
                "a: b",
                "a #b",
                "#x",
                "it's",
                "\"q\"",
                "a\nb\n",
                "tab\t",
                "\u0001\u007f\u0085\u2028\uFEFF",
                "😀 中文",
                "- x",
                "-",
                "---",
                "...",
                "? x",
                ":",
                "key:",
                "a,b",
                "[x",
                "{x",
                "}",
                "%x",
                "!x",
                "&x",
                "*x",
                "@x",
                "`x",
                "|",
                ">",
                "<<",
                "=",
                "host:5000/a:1@sha256:00",
                "C:\\x",
                "x".repeat(5_000),
                "a  b",
                "\r\n",
                "{}",
                "''")) {
            VALUES.add(Value.text(text));
        }
        for (var number : List.of("0", "7", "-3", "1.5", "2e10", "true", "false", "null")) {
            VALUES.add(new Value.Literal(number));
        }
    }

    @Test
    void everyByteButTheValuesStaysAndOnlyTheValueMeansSomethingElse() {
        var changed = 0;
        for (var seed = 0; seed < FILES; seed++) {
            var random = new Random(seed);
            var yaml = new GeneratedYaml(random);
            if (yaml.leaves.isEmpty()) {
                continue;
            }
            var leaf = yaml.leaves.get(random.nextInt(yaml.leaves.size()));
            var value = VALUES.get(random.nextInt(VALUES.size()));
            var text = yaml.text();
            var what = "seed %s: %s := %s in%n%s".formatted(seed, leaf.path(), value, text);

            var edited = edit(text, leaf.path(), value);
            if (edited instanceof Changed(var files, var _)) {
                var after = text(files);
                assertThat(after)
                        .as(what)
                        .startsWith(text.substring(0, leaf.start()))
                        .endsWith(text.substring(leaf.end()));
                assertThat(load(after)).as(what).isEqualTo(with(load(text), leaf.path(), value));
                assertThat(edit(after, leaf.path(), value)).as(what).isInstanceOf(Unchanged.class);
                changed++;
            } else {
                // A tag says text, so nothing else may be put there.
                var tagged = text.substring(0, leaf.start()).endsWith("!!str ") && value instanceof Value.Literal;
                assertThat(edited instanceof Unchanged || tagged || !leaf.editable())
                        .as(what + "\n" + edited)
                        .isTrue();
            }
        }
        assertThat(changed).isGreaterThan(FILES * 7 / 10);
    }

    @Test
    void anAddedFieldIsOnlyAdded() {
        for (var seed = 0; seed < FILES; seed++) {
            var random = new Random(seed);
            var yaml = new GeneratedYaml(random);
            var path = yaml.mappings.get(random.nextInt(yaml.mappings.size())).then("added");
            addAndCheck(
                    seed,
                    random,
                    yaml.text(),
                    random.nextBoolean() ? path.then("a b").then("list") : path);
        }
    }

    @Test
    void anAddedItemIsOnlyAdded() {
        for (var seed = 0; seed < FILES; seed++) {
            var random = new Random(seed);
            var yaml = new GeneratedYaml(random);
            if (!yaml.lists.isEmpty()) {
                var path = yaml.lists.get(random.nextInt(yaml.lists.size())).then(new Step.Having("name", "new"));
                addAndCheck(seed, random, yaml.text(), path.then("value"));
            }
        }
    }

    private static void addAndCheck(int seed, Random random, String text, FieldPath path) {
        var value = VALUES.get(random.nextInt(VALUES.size()));
        var what = "seed %s: %s := %s in%n%s".formatted(seed, path, value, text);

        var edited = edit(text, path, value);

        assertThat(edited).as(what).isInstanceOf(Changed.class);
        var after = text(((Changed) edited).files());
        assertThat(isOnlyLonger(text, after)).as(what + "\n=>\n" + after).isTrue();
        assertThat(load(after)).as(what).isEqualTo(with(load(text), path, value));
        assertThat(edit(after, path, value)).as(what).isInstanceOf(Unchanged.class);
    }

    private static Edited edit(String text, FieldPath path, Value value) {
        var where = new Where(Optional.of("a.yaml"), Optional.empty(), Optional.of(FieldPath.parse(path.toString())));
        return Editor.apply(
                new ConfigFiles("", Map.of("a.yaml", text.getBytes(StandardCharsets.UTF_8))),
                new SetValue(where, value));
    }

    private static String text(Map<String, byte[]> files) {
        return new String(files.getOrDefault("a.yaml", new byte[0]), StandardCharsets.UTF_8);
    }

    private static boolean isOnlyLonger(String before, String after) {
        var start = 0;
        while (start < before.length() && before.charAt(start) == after.charAt(start)) {
            start++;
        }
        return after.endsWith(before.substring(start));
    }

    private static List<Object> load(String text) {
        var all = new ArrayList<Object>();
        new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
                .loadAllFromString(text)
                .forEach(all::add);
        return all;
    }

    private static List<Object> with(List<Object> documents, FieldPath path, Value value) {
        put(documents.getFirst(), path.steps(), value);
        return documents;
    }

    @SuppressWarnings("unchecked")
    private static void put(Object tree, List<Step> steps, Value value) {
        var rest = steps.subList(1, steps.size());
        switch (steps.getFirst()) {
            case Step.Key(var key)
            when rest.isEmpty() -> ((Map<String, @Nullable Object>) tree).put(key, meaning(value));
            case Step.Key(var key) ->
                put(((Map<String, Object>) tree).computeIfAbsent(key, _ -> new LinkedHashMap<>()), rest, value);
            case Step.Index(var index)
            when rest.isEmpty() -> ((List<@Nullable Object>) tree).set(index, meaning(value));
            case Step.Index(var index) -> put(((List<Object>) tree).get(index), rest, value);
            case Step.Having(var key, var name) -> {
                var item = new LinkedHashMap<String, Object>(Map.of(key, name));
                ((List<Object>) tree).add(item);
                put(item, rest, value);
            }
        }
    }

    private static @Nullable Object meaning(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Literal(var written) -> new Load(LoadSettings.builder().build()).loadFromString(written);
            case Value.Fields _, Value.Items _ -> throw new IllegalArgumentException("not generated");
        };
    }
}

package dev.slipway.configediting;

import dev.slipway.configediting.yaml.FieldPath;
import dev.slipway.configediting.yaml.FieldPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** YAML in any style that people, tools and accidents make of it. It knows where each value stands. */
final class GeneratedYaml {
    private static final FieldPath ROOT = new FieldPath(List.of());
    private static final int DEPTH = 4;
    private static final List<String> COMMENTS =
            List.of("", "", "", " # 镜像 😀", "  #x: y", " # {{ .Values }}", "\t# tab", " # 'it''s\"", "   ");
    private static final List<String> PLAIN = List.of(
            "word", "two words", "a-b_c", "http://x/y:1", "it's", "x#y", "-Xmx1g", "1.2.3", "中文", "😀", "a\"b", "100m");
    private static final List<String> LITERALS = List.of("1", "-5", "2.50", "true", "false", "null", "~", "1e3", "0");
    private static final List<String> QUOTED = List.of(
            "'a'",
            "'it''s'",
            "''",
            "\"a\"",
            "\"\"",
            "\"\\u0041\\n\\\"\"",
            "\"yes\"",
            "'1.10'",
            "\"😀 # no\"",
            "'{a: b}'");
    private static final List<String> KEYS =
            List.of("%s", "%s", "%s", "'%s'", "\"%s\"", "键%s", "x-%s", "'a.b/%s'", "\"with space %s\"", "'[%s]'");

    /** @param editable whether nothing forbids to change it */
    record Leaf(int start, int end, FieldPath path, boolean editable) {}

    final List<Leaf> leaves = new ArrayList<>();
    /** Where another field may be added. */
    final List<FieldPath> mappings = new ArrayList<>();

    final List<FieldPath> lists = new ArrayList<>();

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final boolean mixed;
    private final String lineEnd;
    private final List<String> pending = new ArrayList<>();
    private int names;
    private boolean endsWithBlock;

    GeneratedYaml(Random random) {
        this.random = random;
        mixed = random.nextInt(8) == 0;
        lineEnd = random.nextInt(3) == 0 ? "\r\n" : "\n";
        text.append(random.nextInt(6) == 0 ? "\uFEFF" : "");
        if (random.nextBoolean()) {
            text.append("# leading").append(end());
        }
        if (random.nextBoolean()) {
            text.append("---").append(comment()).append(end());
        }
        if (random.nextInt(8) == 0) {
            flow(ROOT, 0, true);
            text.append(comment()).append(end());
        } else {
            blockMapping(ROOT, 0, 0);
        }
        var tail = random.nextInt(6);
        if (tail == 0) {
            text.append("...").append(end());
        } else if (tail == 1) {
            text.append("---").append(end()).append("- other").append(end());
        } else if (tail == 2 && text.charAt(text.length() - 1) == '\n' && !endsWithBlock) {
            text.setLength(text.length() - (text.charAt(text.length() - 2) == '\r' ? 2 : 1));
        }
    }

    String text() {
        return text.toString();
    }

    private void blockMapping(FieldPath path, int indent, int depth) {
        mappings.add(path);
        var fields = 1 + random.nextInt(4);
        for (var i = 0; i < fields; i++) {
            if (i > 0) {
                noise(indent);
                text.append(" ".repeat(indent));
            }
            var name = any(KEYS).formatted("k" + names++);
            text.append(name).append(random.nextInt(9) == 0 ? " :" : ":");
            value(path.then(new Step.Key(unquoted(name))), indent, depth + 1, true);
        }
    }

    /** Behind a colon or a dash, to the line's end. */
    private void value(FieldPath path, int indent, int depth, boolean inMapping) {
        endsWithBlock = false;
        var kind = depth < DEPTH ? random.nextInt(14) : 4 + random.nextInt(10);
        switch (kind) {
            case 0, 1 -> {
                var anchor = anchor();
                if (inMapping || !anchor.isEmpty()) {
                    text.append(anchor).append(comment()).append(end());
                    var inner = indent + 1 + random.nextInt(4);
                    noise(inner);
                    text.append(" ".repeat(inner));
                    blockMapping(path, inner, depth);
                } else {
                    var gap = 1 + random.nextInt(3);
                    text.append(" ".repeat(gap));
                    blockMapping(path, indent + 1 + gap, depth);
                }
            }
            case 2 -> {
                text.append(comment()).append(end());
                blockSequence(path, inMapping ? indent + random.nextInt(3) : indent + 2, depth);
            }
            case 3 -> {
                text.append(' ');
                flow(path, depth, random.nextBoolean());
                text.append(comment()).append(end());
            }
            case 4 -> {
                var style = any(List.of("|", "|-", "|+", ">", ">-", "| # c"));
                text.append(' ');
                var start = text.length();
                text.append(style).append(end());
                var inner = " ".repeat(indent + 2);
                text.append(inner).append("block # no comment").append(end());
                text.append(random.nextBoolean() ? end() + inner + " more: [x" + end() : "");
                text.append(random.nextInt(3) == 0 ? end() : "");
                leaves.add(new Leaf(start, text.length(), path, false));
                endsWithBlock = true;
            }
            case 5 -> {
                leaves.add(new Leaf(text.length(), text.length(), path, true));
                text.append(comment()).append(end());
            }
            case 6 -> {
                text.append(' ');
                var start = text.length();
                var inner = end() + " ".repeat(indent + 2);
                text.append(
                        any(List.of("\"over" + inner + "lines\"", "'over" + inner + "it'", "plain" + inner + "on")));
                leaves.add(new Leaf(start, text.length(), path, true));
                text.append(comment()).append(end());
            }
            default -> {
                text.append(" ".repeat(1 + random.nextInt(2)));
                scalar(path, false);
                text.append(comment()).append(end());
            }
        }
    }

    private void blockSequence(FieldPath path, int indent, int depth) {
        lists.add(path);
        var items = 1 + random.nextInt(3);
        for (var i = 0; i < items; i++) {
            noise(indent);
            text.append(" ".repeat(indent)).append('-');
            value(path.then(new Step.Index(i)), indent, depth + 1, false);
        }
    }

    private void flow(FieldPath path, int depth, boolean mapping) {
        (mapping ? mappings : lists).add(path);
        text.append(mapping ? "{" : "[").append(space());
        var size = depth > 0 ? random.nextInt(4) : 2;
        for (var i = 0; i < size; i++) {
            if (i > 0) {
                text.append(",").append(space().isEmpty() ? " " : space());
            }
            Step step = new Step.Index(i);
            if (mapping) {
                var name = any(KEYS).formatted("k" + names++);
                text.append(name).append(": ");
                step = new Step.Key(unquoted(name));
            }
            if (depth < DEPTH && random.nextInt(5) == 0) {
                flow(path.then(step), depth + 1, random.nextBoolean());
            } else {
                scalar(path.then(step), true);
            }
        }
        text.append(size > 0 && random.nextInt(6) == 0 ? "," : "")
                .append(space())
                .append(mapping ? "}" : "]");
    }

    private void scalar(FieldPath path, boolean flow) {
        var kind = random.nextInt(10);
        var free = true;
        if (kind == 0) {
            var alias = "s" + names++;
            text.append('&').append(alias).append(' ');
            free = random.nextBoolean();
            var start = text.length();
            text.append(any(QUOTED));
            leaves.add(new Leaf(start, text.length(), path, free));
            if (!free) {
                pending.add(alias);
            }
            return;
        }
        if (kind == 1 && !pending.isEmpty() && !flow) {
            var start = text.length();
            text.append('*').append(pending.removeFirst());
            leaves.add(new Leaf(start, text.length(), path, false));
            return;
        }
        text.append(kind == 2 ? "!!str " : "");
        var start = text.length();
        text.append(any(kind < 5 ? QUOTED : kind < 7 && kind != 2 ? LITERALS : PLAIN));
        leaves.add(new Leaf(start, text.length(), path, free));
    }

    /** Anchors that nobody uses don't matter; those that are used are used once, later. */
    private String anchor() {
        return random.nextInt(6) == 0 ? " &m" + names++ : "";
    }

    private void noise(int indent) {
        if (random.nextInt(5) == 0) {
            text.append(random.nextBoolean() ? end() : " ".repeat(indent) + "# 注 key: value" + end());
        }
    }

    private String space() {
        return random.nextInt(5) == 0 ? "\n      " : random.nextInt(4) == 0 ? " " : "";
    }

    private String comment() {
        return any(COMMENTS);
    }

    private String end() {
        return mixed && random.nextBoolean() ? "\n" : lineEnd;
    }

    private static String unquoted(String key) {
        return key.charAt(0) == '\'' || key.charAt(0) == '"' ? key.substring(1, key.length() - 1) : key;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

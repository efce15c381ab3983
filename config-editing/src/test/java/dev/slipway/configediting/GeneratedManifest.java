package dev.slipway.configediting;

import java.util.List;
import java.util.Random;

/** A manifest with holes where the image stands. */
final class GeneratedManifest {
    private static final String HOLE = "\u0000";
    private static final List<String> COMMENTS =
            List.of("", "", " # 镜像 😀", "  #image: x", " # {{ .Values }}", "\t# tab");
    private static final List<String> QUOTES = List.of("", "'", "\"");
    private static final List<String> PROPERTIES =
            List.of("", "", "", "!!str ", "&img%d ", "&img%d !!str ", "!!str  &img%d  ");
    private static final List<String> OTHERS =
            List.of("mysql:8.4", "'redis'", "\"😀/x:1\"", "gitlab.example:5050/root/hichat-web:1", "hichat");

    private final Random random;
    private final String template;
    private int anchors;

    GeneratedManifest(Random random) {
        this.random = random;
        var text = new StringBuilder(random.nextInt(5) == 0 ? "\uFEFF" : "");
        var documents = 1 + random.nextInt(3);
        var target = random.nextInt(documents);
        for (var i = 0; i < documents; i++) {
            text.append(i > 0 || random.nextBoolean() ? "---" + comment() + "\n" : "");
            text.append(random.nextInt(3) == 0 ? flowDocument(i == target) : blockDocument(i == target));
            text.append(random.nextInt(6) == 0 ? "...\n" : "");
        }
        var lines = random.nextInt(4) == 0 ? text.substring(0, text.length() - 1) : text.toString();
        template = random.nextInt(3) == 0 ? lines.replace("\n", "\r\n") : lines;
    }

    String with(String image) {
        return template.replace(HOLE, image);
    }

    private String blockDocument(boolean target) {
        var step = " ".repeat(1 + random.nextInt(4));
        var text = new StringBuilder();
        text.append("apiVersion: apps/v1").append(comment()).append('\n');
        text.append("kind: Deployment\n");
        text.append(random.nextBoolean() ? "metadata: {name: \"聊天 \\u0041\", labels: {a: 'it''s'}}\n" : "");
        text.append("spec:").append(comment()).append('\n');
        text.append(step).append("template:\n").append(step.repeat(2)).append("spec:\n");
        var list = step.repeat(3) + (random.nextBoolean() ? step : "");
        text.append(step.repeat(3))
                .append(random.nextBoolean() ? "containers" : "'initContainers'")
                .append(":\n");
        var containers = 1 + random.nextInt(3);
        var at = random.nextInt(containers);
        for (var i = 0; i < containers; i++) {
            container(text, list, target && (i == at || random.nextInt(4) == 0));
        }
        return text.append(random.nextInt(3) == 0 ? "data: |\n  image: x\n   containers: []\n\n" : "")
                .toString();
    }

    private void container(StringBuilder text, String indent, boolean target) {
        var gap = " ".repeat(1 + random.nextInt(3));
        var field = indent + " " + gap;
        var scalar = target ? hole() : any(OTHERS);
        text.append(random.nextInt(4) == 0 ? "\n" : "").append(random.nextInt(4) == 0 ? indent + "# c\n" : "");
        if (random.nextBoolean()) {
            text.append(indent)
                    .append('-')
                    .append(gap)
                    .append("image: ")
                    .append(scalar)
                    .append(comment())
                    .append('\n');
            text.append(field).append("name: x\n");
        } else {
            text.append(indent)
                    .append('-')
                    .append(gap)
                    .append("name: \"x\"")
                    .append(comment())
                    .append('\n');
            text.append(field)
                    .append("image")
                    .append(random.nextInt(4) == 0 ? " " : "")
                    .append(":  ")
                    .append(scalar);
            text.append(comment()).append('\n');
        }
        text.append(random.nextBoolean() ? field + "args: [\"--image\", gitlab.example:5050/root/hichat:0]\n" : "");
    }

    private String flowDocument(boolean target) {
        var scalar = target ? hole() : any(OTHERS);
        var space = any(List.of("", " ", "\n  ", "  # c\n  "));
        return "{kind: Pod, \"spec\": {" + space + "containers: [{name: a, image: " + scalar + space + "}," + space
                + "{image: busybox}]}}" + comment() + "\n";
    }

    private String hole() {
        var quote = any(QUOTES);
        return any(PROPERTIES).replace("%d", "" + anchors++) + quote + HOLE + quote;
    }

    private String comment() {
        return any(COMMENTS);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

package dev.slipway.benchmarks;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.configediting.Edit;
import dev.slipway.configediting.Edit.SetImage;
import dev.slipway.configediting.Edit.SetValue;
import dev.slipway.configediting.Edited;
import dev.slipway.configediting.Editor;
import dev.slipway.configediting.Image;
import dev.slipway.configediting.Where;
import dev.slipway.configediting.yaml.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** {@code java … dev.slipway.benchmarks.Editing}: how long an edit of a config file takes, reading, proving and all. */
public final class Editing {
    private static final int FILES = 5_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private Editing() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(Machine.description());
        measure("values, 200 lines in one document", Map.of("values.yaml", bytes(values(200))), 3_000, Editing::image);
        measure("values, 200 lines, by path", Map.of("values.yaml", bytes(values(200))), 3_000, Editing::path);
        measure(
                "values, 5,000 lines in one document",
                Map.of("values.yaml", bytes(values(5_000))),
                200,
                Editing::image);
        measure("manifests, 200 lines", Map.of("k8s.yaml", bytes(manifests(200))), 3_000, Editing::image);
        measure("manifests, 5,000 lines", Map.of("k8s.yaml", bytes(manifests(5_000))), 1_000, Editing::image);
        var many = new HashMap<String, byte[]>();
        for (var i = 0; i < FILES; i++) {
            many.put("k8s/" + i + ".yaml", bytes(manifest("service-" + i, "team/service-" + i)));
        }
        many.put("k8s/target.yaml", bytes(manifests(200)));
        measure("a folder of 5,000 files", many, 100, Editing::image);
    }

    private static void measure(String what, Map<String, byte[]> files, int edits, IntFunction<Edit> edit) {
        var config = new ConfigFiles("", files);
        for (var i = 0; i < edits; i++) {
            check(Editor.apply(config, edit.apply(i)));
        }
        var best = Long.MAX_VALUE;
        for (var round = 0; round < 5; round++) {
            var start = System.nanoTime();
            for (var i = 0; i < edits; i++) {
                check(Editor.apply(config, edit.apply(i)));
            }
            best = Math.min(best, (System.nanoTime() - start) / edits);
        }
        System.out.printf(
                Locale.ROOT,
                "%-40s %8.3f ms an edit, %,d a second%n",
                what,
                best / NANOS_PER_MILLI,
                1_000_000_000 / best);
    }

    private static void check(Edited edited) {
        if (!(edited instanceof Edited.Changed)) {
            throw new IllegalStateException(edited.toString());
        }
    }

    private static Edit image(int number) {
        return new SetImage(Image.tagged("team/target", "v" + number));
    }

    private static Edit path(int number) {
        return new SetValue(Where.field("target.image.tag"), Value.text("v" + number));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String values(int lines) {
        var text = new StringBuilder(component("target"));
        for (var i = 0; text.chars().filter(it -> it == '\n').count() < lines; i++) {
            text.append(component("component" + i));
        }
        return text.toString();
    }

    private static String component(String name) {
        return """
                # What %1$s needs
                %1$s:
                  enabled: true # since 1.2
                  image:
                    registry: ""
                    repository: team/%1$s
                    tag: "1.2.3-debian-r1"
                  resources:
                    limits: {cpu: 100m, memory: 128Mi}
                  ## Arguments
                  args:
                    - --verbose
                    - '--level=2'
                """.formatted(name);
    }

    private static String manifests(int lines) {
        var text = new StringBuilder(manifest("target", "team/target"));
        for (var i = 0; text.chars().filter(it -> it == '\n').count() < lines; i++) {
            text.append(manifest("service-" + i, "team/service-" + i));
        }
        return text.toString();
    }

    private static String manifest(String name, String image) {
        return """
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                  labels: {app: %1$s}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata:
                      labels: {app: %1$s}
                    spec:
                      containers:
                        - name: %1$s
                          image: %2$s:old # set by Slipway
                          env:
                            - name: LOG_LEVEL
                              value: "info"
                          resources:
                            limits:
                              cpu: 500m
                              memory: 256Mi
                """.formatted(name, image);
    }
}

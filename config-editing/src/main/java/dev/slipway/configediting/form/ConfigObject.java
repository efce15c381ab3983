package dev.slipway.configediting.form;

import dev.slipway.configediting.Place;
import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;

/** A Kubernetes object, or a document that is none, and where it stands. */
public record ConfigObject(YamlFile file, Document document, Mapping root, Form form) {

    /** The objects of a file that may hold a scalar with this text. A {@code List} is its items. */
    static List<ConfigObject> in(YamlFile file, String word) throws UnsafeYaml {
        var objects = new ArrayList<ConfigObject>();
        for (var document : file.documentsWith(word)) {
            add(file, document, document.root(), objects);
        }
        return objects;
    }

    public static List<ConfigObject> in(YamlFile file, Document document) {
        var objects = new ArrayList<ConfigObject>();
        add(file, document, document.root(), objects);
        return objects;
    }

    private static void add(YamlFile file, Document document, Node node, List<ConfigObject> objects) {
        if (!(node instanceof Mapping root)) {
            return;
        }
        if (root.text("kind").endsWith("List") && root.get("items").orElse(null) instanceof Sequence items) {
            items.items().forEach(item -> add(file, document, item, objects));
            return;
        }
        objects.add(new ConfigObject(file, document, root, Form.of(file.path(), root)));
    }

    public String kind() {
        return root.text("kind");
    }

    public String name() {
        return root.mapping("metadata").map(it -> Lookup.text(it, "name")).orElse("");
    }

    public String namespace() {
        return root.mapping("metadata").map(it -> Lookup.text(it, "namespace")).orElse("");
    }

    /** {@code Deployment/server}; empty for what is no object. */
    public String reference() {
        return kind().isEmpty() || name().isEmpty() ? "" : kind() + "/" + name();
    }

    boolean isCalled(String reference) {
        var withNamespace = kind() + "/" + namespace() + "/" + name();
        return reference.equals(reference()) || reference.equals(withNamespace);
    }

    boolean isEncrypted() {
        return root.mapping("sops").flatMap(it -> it.get("mac")).isPresent();
    }

    boolean isSecret() {
        return kind().equals("Secret");
    }

    /** The path within the object. */
    String path(Document of, Node node) {
        return FieldPaths.within(this, of, node).toString();
    }

    Place place(Document of, Node node) {
        var value = node instanceof Scalar scalar ? scalar.value() : "";
        return new Place(file.path(), of.line(node), reference(), path(of, node), value);
    }
}

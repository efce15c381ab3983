package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What clients ask first: which kinds there are. */
final class Discovery {
    private static final List<String> VERBS = List.of("create", "delete", "get", "list", "patch", "update", "watch");

    private Discovery() {}

    static Optional<ObjectNode> answer(String path) {
        var parts = path.replaceAll("^/|/$", "").split("/");
        var json = Store.JSON.createObjectNode();
        if (path.equals("/version")) {
            return Optional.of(json.put("major", "1").put("minor", "34").put("gitVersion", "v1.34.0-simulated"));
        }
        if (parts.length == 1 && parts[0].equals("api")) {
            json.put("kind", "APIVersions").putArray("versions").add("v1");
            return Optional.of(json);
        }
        if (parts.length == 1 && parts[0].equals("apis")) {
            return Optional.of(groups(json));
        }
        if (parts.length == 2 && parts[0].equals("api")) {
            return Optional.of(resources(json, "", parts[1]));
        }
        if (parts.length == 2 && parts[0].equals("apis") && known(parts[1])) {
            return Optional.of(group(json.put("kind", "APIGroup").put("apiVersion", "v1"), parts[1]));
        }
        if (parts.length == 3 && parts[0].equals("apis") && known(parts[1])) {
            return Optional.of(resources(json, parts[1], parts[2]));
        }
        return Optional.empty();
    }

    private static boolean known(String group) {
        return Kind.ALL.stream().anyMatch(kind -> kind.group().equals(group));
    }

    private static ObjectNode groups(ObjectNode json) {
        var groups = json.put("kind", "APIGroupList").put("apiVersion", "v1").putArray("groups");
        Kind.ALL.stream()
                .map(Kind::group)
                .filter(g -> !g.isEmpty())
                .distinct()
                .forEach(g -> group(groups.addObject(), g));
        return json;
    }

    private static ObjectNode group(ObjectNode json, String group) {
        var version = Kind.ALL.stream()
                .filter(k -> k.group().equals(group))
                .findFirst()
                .map(Kind::version)
                .orElse("v1");
        json.put("name", group);
        json.putArray("versions")
                .addObject()
                .put("groupVersion", group + "/" + version)
                .put("version", version);
        json.putObject("preferredVersion")
                .put("groupVersion", group + "/" + version)
                .put("version", version);
        return json;
    }

    private static ObjectNode resources(ObjectNode json, String group, String version) {
        json.put("kind", "APIResourceList").put("apiVersion", "v1");
        json.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        var resources = json.putArray("resources");
        for (var kind : Kind.ALL) {
            if (kind.group().equals(group) && kind.version().equals(version)) {
                var resource = resources.addObject();
                resource.put("name", kind.plural()).put("singularName", "").put("namespaced", kind.namespaced());
                resource.put("kind", kind.kind());
                var verbs = resource.putArray("verbs");
                VERBS.forEach(verbs::add);
            }
        }
        return json;
    }
}

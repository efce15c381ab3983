package dev.slipway.outside.cluster;

import org.jspecify.annotations.Nullable;

/** What a request's path names. An empty name means all. */
record ApiPath(Kind kind, @Nullable String namespace, String name, String subresource) {

    static ApiPath parse(String path) {
        var parts = path.substring(1).split("/");
        var core = parts[0].equals("api");
        var start = core ? 2 : 3;
        if (parts.length <= start || !(core || parts[0].equals("apis"))) {
            throw unknown();
        }
        var group = core ? "" : parts[1];
        var version = parts[start - 1];
        String namespace = null;
        var at = start;
        if (parts[at].equals("namespaces")
                && parts.length > at + 2
                && Kind.of(group, version, parts[at + 2]).isPresent()) {
            namespace = parts[at + 1];
            at += 2;
        }
        var kind = Kind.of(group, version, parts[at]).orElseThrow(ApiPath::unknown);
        return new ApiPath(
                kind,
                namespace,
                parts.length > at + 1 ? parts[at + 1] : "",
                parts.length > at + 2 ? parts[at + 2] : "");
    }

    String scope() {
        return namespace == null ? "" : namespace;
    }

    private static ApiError unknown() {
        return new ApiError(404, "NotFound", "the server could not find the requested resource");
    }
}

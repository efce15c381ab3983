package dev.slipway.console.inbound.catalog;

import java.util.List;
import java.util.Set;

/** What each mapping may hold in this version. */
final class Keys {
    static final Set<String> REPOSITORY = Set.of("name", "forge", "path", "url", "credentials", "hook");
    static final Set<String> APPLICATION = Set.of("name", "repository", "image", "build", "hook");
    static final Set<String> BUILD = Set.of("builder", "dockerfile", "context", "paths", "tag");
    static final Set<String> ENVIRONMENT = Set.of(
            "name",
            "branch",
            "after",
            "promote",
            "revision",
            "cluster",
            "namespace",
            "config",
            "engine",
            "rollback",
            "status",
            "sync");
    static final Set<String> CONFIG =
            Set.of("repository", "branch", "path", "createFrom", "file", "field", "message", "sign", "mode");
    static final Set<String> ENGINE =
            Set.of("type", "kind", "name", "namespace", "cluster", "create", "autoSync", "repoURL", "interval", "spec");
    static final Set<String> CHANNEL = Set.of("name", "type", "secret", "environments", "on");
    static final Set<String> STATUS = Set.of("branch", "path");
    static final Set<String> SYNC = Set.of("when", "at", "rule", "zone");
    static final Set<String> ROLLBACK = Set.of("automatic", "after");
    static final List<String> TOLD = List.of("failed", "live", "held", "engine");

    private Keys() {}
}

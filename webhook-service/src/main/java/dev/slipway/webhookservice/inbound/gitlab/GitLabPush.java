package dev.slipway.webhookservice.inbound.gitlab;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What we read of GitLab's push payload. */
@JsonIgnoreProperties(ignoreUnknown = true)
record GitLabPush(
        @JsonProperty("object_kind") @Nullable String kind,
        @JsonProperty("ref") @Nullable String ref,
        @JsonProperty("after") @Nullable String after,
        @JsonProperty("user_username") @Nullable String username,
        @JsonProperty("project") @Nullable Project project) {
    private static final String BRANCH = "refs/heads/";

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Project(
            @JsonProperty("path_with_namespace") @Nullable String path) {}

    boolean isPush() {
        return "push".equals(kind) && project != null && project.path() != null && ref != null;
    }

    @Nullable
    String branch() {
        return ref != null && ref.startsWith(BRANCH) ? ref.substring(BRANCH.length()) : null;
    }

    @Nullable
    String path() {
        return project == null ? null : project.path();
    }
}

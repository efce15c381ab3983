package dev.slipway.console.core.cdevents;

/** The kinds that Slipway writes, with their versions in the specification. */
public enum CdEventKind {
    BRANCH_CREATED("branch.created.0.3.0"),
    BRANCH_DELETED("branch.deleted.0.3.0"),
    CHANGE_MERGED("change.merged.0.3.0"),
    BUILD_QUEUED("build.queued.0.3.0"),
    BUILD_STARTED("build.started.0.3.0"),
    BUILD_FINISHED("build.finished.0.3.0"),
    ARTIFACT_PACKAGED("artifact.packaged.0.3.0"),
    ARTIFACT_PUBLISHED("artifact.published.0.3.0"),
    TASKRUN_STARTED("taskrun.started.0.3.0"),
    TASKRUN_FINISHED("taskrun.finished.0.3.0"),
    SERVICE_DEPLOYED("service.deployed.0.3.0"),
    SERVICE_UPGRADED("service.upgraded.0.3.0"),
    SERVICE_ROLLEDBACK("service.rolledback.0.3.0"),
    ENVIRONMENT_CREATED("environment.created.0.3.0"),
    ENVIRONMENT_MODIFIED("environment.modified.0.3.0"),
    ENVIRONMENT_DELETED("environment.deleted.0.3.0");

    private final String type;

    CdEventKind(String name) {
        type = "dev.cdevents." + name;
    }

    public String type() {
        return type;
    }
}

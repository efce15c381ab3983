package dev.slipway.configupdater.core;

import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Repository;

/** What commits are serialised by: a branch of a repository. */
public record ConfigBranch(Repository repository, String branch) {

    static ConfigBranch of(Repository repository, Environment.Config config) {
        return new ConfigBranch(repository, config.branch());
    }

    @Override
    public String toString() {
        return repository.url() + "#" + branch;
    }
}

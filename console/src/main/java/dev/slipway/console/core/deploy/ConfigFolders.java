package dev.slipway.console.core.deploy;

import dev.slipway.configediting.ConfigFiles;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import java.io.IOException;

/** The desired state as it is in Git at this moment. Nothing is written. */
public interface ConfigFolders {

    /**
     * @throws dev.slipway.service.PermanentFailure if the repository refuses us, or the folder is not there
     * @throws IOException if it may work later
     */
    ConfigFolder read(Repository repository, Environment.Config config) throws IOException;

    /** @param files the folder's YAML, and the file that the catalog names */
    record ConfigFolder(CommitId commit, ConfigFiles files) {}
}

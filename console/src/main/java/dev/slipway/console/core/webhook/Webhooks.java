package dev.slipway.console.core.webhook;

import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import java.io.IOException;

/**
 * The webhooks on the forges. Both methods throw {@link dev.slipway.service.PermanentFailure} where a person must do something first, and
 * {@link IOException} where the forge may take it later.
 */
public interface Webhooks {

    /** The repository has one webhook for us afterwards, and it is as it should be: one with our address is brought up to date. */
    Webhook connect(Project project, Repository repository) throws IOException;

    /** Has the forge send something to the webhook that is there. */
    Trial test(Project project, Repository repository) throws IOException;
}

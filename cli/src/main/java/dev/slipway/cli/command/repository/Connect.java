package dev.slipway.cli.command.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "connect")
public final class Connect implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", descriptionKey = "check.project")
    private String project = "";

    @Parameters(index = "1", paramLabel = "REPOSITORY", arity = "0..1", descriptionKey = "check.repository")
    private String repository = "";

    public Connect(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var repositories = new Repositories(session, project);
        var webhook = new WebhookTrial(session, repositories, new Arrived(session, project));
        var works = true;
        for (var name : repositories.names(repository)) {
            var connection = repositories.check(name);
            works &= connection.path("works").asBoolean();
            works &= isRead(connection) && webhook.works(name);
        }
        return (works ? Exit.OK : Exit.NO).code();
    }

    /** Whether it is worth while to have somebody tell us of its pushes. */
    private static boolean isRead(JsonNode connection) {
        return connection
                .path("steps")
                .valueStream()
                .anyMatch(step -> Shown.text(step, "step").equals("read")
                        && Shown.text(step, "result").equals("ok"));
    }
}

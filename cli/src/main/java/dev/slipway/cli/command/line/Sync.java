package dev.slipway.cli.command.line;

import dev.slipway.cli.command.Order;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "sync")
public final class Sync implements Callable<Integer> {
    private static final String NAME = "[a-z0-9-]{1,63}";
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", descriptionKey = "sync.project")
    private String project = "";

    @Parameters(index = "1", paramLabel = "ENVIRONMENT", descriptionKey = "sync.environment")
    private String environment = "";

    public Sync(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        for (var name : new String[] {project, environment}) {
            if (!name.matches(NAME)) {
                throw Problem.usage(session.say("error.name", name));
            }
        }
        return new Order(session, "/api/projects/" + project + "/environments/" + environment).give("sync");
    }
}

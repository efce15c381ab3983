package dev.slipway.cli.command.repository;

import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "check")
public final class Check implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", descriptionKey = "check.project")
    private String project = "";

    @Parameters(index = "1", paramLabel = "REPOSITORY", arity = "0..1", descriptionKey = "check.repository")
    private String repository = "";

    public Check(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var repositories = new Repositories(session, project);
        var works = true;
        for (var name : repositories.names(repository)) {
            works &= repositories.check(name).path("works").asBoolean();
        }
        return (works ? Exit.OK : Exit.NO).code();
    }
}

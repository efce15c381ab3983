package dev.slipway.cli.command.line;

import dev.slipway.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "promote")
public final class Promote implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT/ENVIRONMENT/APPLICATION", descriptionKey = "line.name")
    private String name = "";

    @Parameters(index = "1", paramLabel = "RELEASE", arity = "0..1", descriptionKey = "line.promoted")
    private String release = "";

    public Promote(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return LinePath.of(session, name).order().with("to", release).give("promote");
    }
}

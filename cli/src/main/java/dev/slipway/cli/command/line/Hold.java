package dev.slipway.cli.command.line;

import dev.slipway.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "hold")
public final class Hold implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PROJECT/ENVIRONMENT/APPLICATION", descriptionKey = "line.name")
    private String name = "";

    @Option(names = "--why", paramLabel = "TEXT", descriptionKey = "line.why")
    private String why = "";

    public Hold(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return LinePath.of(session, name).order().with("why", why).give("hold");
    }
}

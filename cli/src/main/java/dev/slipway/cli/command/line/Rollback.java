package dev.slipway.cli.command.line;

import dev.slipway.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "rollback")
public final class Rollback implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT/ENVIRONMENT/APPLICATION", descriptionKey = "line.name")
    private String name = "";

    @Parameters(index = "1", paramLabel = "RELEASE", arity = "0..1", descriptionKey = "line.release")
    private String release = "";

    @Option(names = "--why", paramLabel = "TEXT", descriptionKey = "line.why")
    private String why = "";

    @Option(names = "--at-once", descriptionKey = "line.at-once")
    private boolean atOnce;

    public Rollback(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return LinePath.of(session, name)
                .order()
                .with("to", release)
                .with("why", why)
                .with("atOnce", atOnce)
                .give("rollback");
    }
}

package dev.slipway.cli.command.line;

import dev.slipway.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "free")
public final class Free implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PROJECT/ENVIRONMENT/APPLICATION", descriptionKey = "line.name")
    private String name = "";

    public Free(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return LinePath.of(session, name).order().give("free");
    }
}

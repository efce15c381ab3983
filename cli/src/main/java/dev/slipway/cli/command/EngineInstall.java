package dev.slipway.cli.command;

import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "install")
public final class EngineInstall implements Callable<Integer> {
    private static final String NAME = "[a-z0-9-]{1,63}";
    private static final String SUM = "[0-9A-Fa-f]{64}";
    private final Session session;

    @Parameters(paramLabel = "ENGINE", descriptionKey = "install.engine")
    private String engine = "";

    @Option(names = "--cluster", paramLabel = "CLUSTER", required = true, descriptionKey = "install.cluster")
    private String cluster = "";

    @Option(names = "--from", paramLabel = "URL|FILE", required = true, descriptionKey = "install.from")
    private String from = "";

    @Option(names = "--sha256", paramLabel = "HEX", required = true, descriptionKey = "install.sha256")
    private String sha256 = "";

    public EngineInstall(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        for (var name : new String[] {engine, cluster}) {
            if (!name.matches(NAME)) {
                throw Problem.usage(session.say("error.cluster-or-engine", name));
            }
        }
        if (!sha256.matches(SUM)) {
            throw Problem.usage(session.say("error.sha256", sha256));
        }
        return new Order(session, "/api/engines/clusters/" + cluster + "/" + engine)
                .with("from", from)
                .with("sha256", sha256)
                .give("install");
    }
}

package dev.slipway.cli.command.line;

import dev.slipway.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "deploy")
public final class Deploy implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PROJECT/ENVIRONMENT/APPLICATION", descriptionKey = "line.name")
    private String name = "";

    @Option(names = "--image", paramLabel = "TAG|COMMIT|DIGEST", descriptionKey = "deploy.image")
    private String image = "";

    @Option(names = "--replicas", paramLabel = "N", descriptionKey = "deploy.replicas")
    private String replicas = "";

    @Option(names = "--env", paramLabel = "NAME=VALUE", descriptionKey = "deploy.env")
    private List<String> env = new ArrayList<>();

    @Option(names = "--request", paramLabel = "RESOURCE=QUANTITY", descriptionKey = "deploy.request")
    private List<String> requests = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "RESOURCE=QUANTITY", descriptionKey = "deploy.limit")
    private List<String> limits = new ArrayList<>();

    @Option(names = "--set", paramLabel = "FILE:PATH=VALUE", descriptionKey = "deploy.set")
    private List<String> values = new ArrayList<>();

    @Option(names = "--message", paramLabel = "TEXT", descriptionKey = "deploy.message")
    private String message = "";

    @Option(names = "--preview", descriptionKey = "deploy.preview")
    private boolean preview;

    public Deploy(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var order = LinePath.of(session, name)
                .order()
                .with("image", image)
                .with("replicas", replicas)
                .with("env", env)
                .with("requests", requests)
                .with("limits", limits)
                .with("values", values)
                .with("message", message);
        return preview
                ? order.ask("deploy/preview", answer -> DeployPreview.show(session, answer))
                : order.give("deploy");
    }
}

package dev.slipway.launcher;

import java.io.IOException;
import java.time.Duration;

/** What a person sees when everything is ready. */
final class Welcome {
    private Welcome() {}

    static String text(DataFolder data, Outside outside, String console, String health, boolean first, Duration took)
            throws IOException {
        var password = first
                ? "admin / " + data.secret("console", "admin-password") + "   (shown this once; it stands in "
                        + data.path() + "/secrets/console/admin-password)"
                : "admin, with the password of the first start (it stands in " + data.path()
                        + "/secrets/console/admin-password)";
        var at = data.path().equals(Options.standardData()) ? "" : " --data " + data.path();
        return """

                Slipway is ready after %.1f s.

                  console    %s
                  sign in    %s
                  Git        %s   (user %s, password in %s/secrets/hichat-git/password)
                  registry   %s
                  Kafka      %s
                  chat       %s   (simulated Feishu: cards appear here)
                  cluster    %s
                  metrics    %s/q/metrics
                  catalog    %s/catalog   (what is built and released, and how: one document a project)
                  data, logs %s
                %s
                Try, in another terminal:
                  ./slipway demo push%s     a release goes live; its way appears here
                  ./slipway demo break%s    a release that fails in the cluster, and what is said about it
                By hand: git clone %s, edit, commit, push to master.
                Ctrl-C stops everything; the next ./slipway up goes on where it was.

                """.formatted(
                        took.toMillis() / 1000.0,
                        console,
                        password,
                        outside.git().url(),
                        Outside.GIT_USER,
                        data.path(),
                        outside.registry().address(),
                        outside.broker().bootstrapServers(),
                        outside.chat().url(),
                        cluster(outside.cluster()),
                        health,
                        data.path(),
                        data.path(),
                        caution(outside),
                        at,
                        at,
                        outside.git().urlOf(Demo.REPOSITORY));
    }

    private static String cluster(Cluster cluster) {
        return switch (cluster) {
            case Cluster.Simulated simulated -> simulated.url() + "   (simulated Kubernetes: nothing really runs)";
            case Cluster.Real real ->
                real.url() + "   (context " + real.context() + " of " + real.kubeconfig()
                        + ": what is released is real)";
        };
    }

    /** The demo is made for a cluster that runs nothing; said before somebody wonders. */
    private static String caution(Outside outside) {
        return switch (outside.cluster()) {
            case Cluster.Simulated _ -> "";
            case Cluster.Real _ -> """

                    The nodes of the cluster pull images themselves, and %s is on this machine alone; the demo's image holds no program, and its
                    mysql wants a Secret. Fake nodes (testkit/control-plane) take it as it is, others say what they miss: docs/real-cluster.md.
                    """.formatted(outside.registry().address());
        };
    }
}

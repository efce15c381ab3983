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
                  cluster    %s   (simulated Kubernetes: nothing really runs)
                  metrics    %s/q/metrics
                  catalog    %s/catalog   (what is built and released, and how: one document a project)
                  data, logs %s

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
                        outside.cluster().url(),
                        health,
                        data.path(),
                        data.path(),
                        at,
                        at,
                        outside.git().urlOf(Demo.REPOSITORY));
    }
}

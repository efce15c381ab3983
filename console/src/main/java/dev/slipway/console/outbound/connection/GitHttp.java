package dev.slipway.console.outbound.connection;

import dev.slipway.console.core.connection.Step;
import dev.slipway.console.core.connection.Step.Name;
import dev.slipway.git.GitCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What a host answers to Git's first question. Redirects are told, and never followed. */
final class GitHttp implements AutoCloseable {
    private static final String SERVICE = "git-upload-pack";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(9);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final Target target;
    private final boolean named;

    /** @param named whether the catalog names credentials for it */
    GitHttp(Target target, boolean named) {
        this.target = target;
        this.named = named;
    }

    /** The answer without credentials. */
    Step speaks() throws IOException, InterruptedException {
        var answer = ask(null);
        var status = answer.statusCode();
        if (status == 200) {
            return isGit(answer)
                    ? Step.ok(Name.GIT, "a Git server answers, and asks for no credentials")
                    : noGit(answer);
        }
        if (status == 401) {
            return named
                    ? Step.ok(Name.GIT, "a Git server answers, and asks for credentials")
                    : Step.failed(
                            Name.GIT,
                            "the forge asks for credentials, or hides that the repository is not there:"
                                    + " name a secret with 'credentials' in the catalog, or correct the url");
        }
        if (status >= 300 && status < 400) {
            return sentElsewhere(answer.headers().firstValue("Location").orElse(""));
        }
        if (status == 429 || status >= 500) {
            return Step.failed(Name.GIT, "the forge answers " + status + ": try again when it is well");
        }
        return named
                ? Step.ok(Name.GIT, "the forge answers " + status + " to whoever shows no credentials")
                : Step.failed(
                        Name.GIT,
                        "the forge answers " + status + " to whoever shows no credentials:"
                                + " correct the repository's url, or name a secret with 'credentials' in the catalog");
    }

    /** The answer with credentials; what they may read is asked by Git itself. */
    Step accepts(GitCredentials credentials, String secret) throws IOException, InterruptedException {
        var answer = ask(credentials);
        return answer.statusCode() == 401
                ? Step.failed(
                        Name.CREDENTIALS,
                        "the forge does not accept the credentials of " + credentials.user()
                                + " (401): put a valid user and token into the secret " + secret
                                + "; has the token expired?")
                : Step.ok(Name.CREDENTIALS, "the forge takes the credentials of " + credentials.user());
    }

    private HttpResponse<Void> ask(@Nullable GitCredentials credentials) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(target.service(SERVICE))
                .header("User-Agent", "git/Slipway")
                .timeout(ANSWER);
        if (credentials != null) {
            var pair = credentials.user() + ":" + credentials.password();
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding());
    }

    private static boolean isGit(HttpResponse<?> answer) {
        return contentType(answer).equals("application/x-" + SERVICE + "-advertisement");
    }

    private static String contentType(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("without a type");
    }

    private static Step noGit(HttpResponse<?> answer) {
        return Step.failed(
                Name.GIT,
                "something answers there (" + contentType(answer)
                        + "), but no Git server: use the address that git clone takes, mostly with .git at its end");
    }

    private Step sentElsewhere(String location) {
        URI there;
        try {
            there = target.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            return Step.failed(
                    Name.GIT, "the forge sends us somewhere, and does not say where: correct the repository's url");
        }
        var moved = plain(there);
        if (target.isSameHost(there)) {
            return Step.ok(Name.GIT, "the forge sends us on to " + moved + ": better write that into the catalog");
        }
        return Step.failed(
                Name.GIT,
                "the forge sends us to another host, " + moved
                        + ": write that address into the catalog if it is yours; credentials go to no other host");
    }

    /** Without what could be secret in it, and without what Git itself put behind it. */
    private static String plain(URI there) {
        var path = String.valueOf(there.getPath()).replaceFirst("/info/refs$", "");
        return there.getScheme() + "://" + there.getHost() + (there.getPort() < 0 ? "" : ":" + there.getPort()) + path;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

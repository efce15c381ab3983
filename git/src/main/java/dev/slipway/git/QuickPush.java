package dev.slipway.git;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Pushes a pack that is made already, in one request: whoever made it upon the branch's commit need not ask what the server has, and the
 * server checks where the branch stands. What does not answer plainly is left to JGit, which asks at length and says what is wrong;
 * pushing the same again does no harm.
 */
final class QuickPush implements AutoCloseable {
    private static final int OK = 200;
    private static final long BYTES_A_SECOND_MIN = 64 << 10;
    /** While its hooks run, a server has nothing to say. */
    private static final int HOOKS = 4;

    private static final String RESULT = "application/x-git-receive-pack-result";
    private final GitLimits limits;
    private final HttpClient client;

    QuickPush(GitLimits limits) {
        this.limits = limits;
        client = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    static boolean speaks(GitRemote remote) {
        return remote.url().startsWith("http");
    }

    /**
     * @return what the server said of it; empty where it said nothing that we understand
     * @throws GitUnreachable if it is unknown what became of it
     */
    Optional<PushReport> push(GitRemote remote, String ref, ObjectId old, ObjectId now, Path pack) throws IOException {
        var asked = client.sendAsync(request(remote, ref, old, now, pack), info -> PushReport.reading());
        try {
            return report(asked.get(patience(pack).toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new GitUnreachable(remote + " did not answer a push to " + ref + " in time", e);
        } catch (ExecutionException _) {
            return Optional.empty(); // a connection that was closed meanwhile, or a host that is away: JGit finds out
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(remote + ": interrupted");
        } finally {
            asked.cancel(true);
        }
    }

    private Duration patience(Path pack) throws IOException {
        var patience = limits.silence().multipliedBy(HOOKS).plusSeconds(Files.size(pack) / BYTES_A_SECOND_MIN);
        return patience.compareTo(limits.transfer()) < 0 ? patience : limits.transfer();
    }

    private static HttpRequest request(GitRemote remote, String ref, ObjectId old, ObjectId now, Path pack)
            throws IOException {
        var command = old.name() + " " + now.name() + " " + ref + "\0 report-status side-band-64k quiet agent=slipway";
        var head = (PktLines.line(command) + PktLines.FLUSH).getBytes(StandardCharsets.UTF_8);
        var body = BodyPublishers.concat(BodyPublishers.ofByteArray(head), BodyPublishers.ofFile(pack));
        var request = HttpRequest.newBuilder(URI.create(remote.url() + "/git-receive-pack"))
                .header("Content-Type", "application/x-git-receive-pack-request")
                .header("Accept", RESULT)
                .POST(body);
        var credentials = remote.credentials();
        if (credentials != null) {
            var pair = (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return request.build();
    }

    private static Optional<PushReport> report(HttpResponse<byte[]> answer) {
        var isPlain = answer.statusCode() == OK
                && answer.headers().firstValue("Content-Type").orElse("").equals(RESULT);
        return isPlain ? PushReport.of(answer.body()) : Optional.empty();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

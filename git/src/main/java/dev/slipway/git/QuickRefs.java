package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks for the branches and tags in one request: over HTTP, the second version of Git's protocol has no state, so nobody need ask first what
 * may be asked. What is no plain answer (an older server, a redirection, a refusal, another scheme) is none here; then {@link RemoteRefs}
 * asks at length, and says what is wrong.
 */
public final class QuickRefs {
    private static final int BYTES_MAX = 32 << 20;
    private static final int OK = 200;
    private static final String RESULT = "application/x-git-upload-pack-result";
    private static final String QUESTION = PktLines.line("command=ls-refs\n")
            + PktLines.DELIMITER
            + PktLines.line("peel\n")
            + PktLines.line("ref-prefix refs/heads/\n")
            + PktLines.line("ref-prefix refs/tags/\n")
            + PktLines.FLUSH;
    private final GitLimits limits;
    private final HttpClient client;

    public QuickRefs(GitLimits limits) {
        this.limits = limits;
        client = HttpClient.newBuilder()
                .connectTimeout(limits.connect())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * The full names and what they point to; annotated tags are peeled.
     *
     * @throws IOException if the host does not answer
     */
    public Optional<SortedMap<String, CommitId>> ask(GitRemote remote) throws IOException {
        return remote.url().startsWith("http") ? refs(answer(request(remote), remote)) : Optional.empty();
    }

    private static HttpRequest request(GitRemote remote) {
        var question = HttpRequest.newBuilder(URI.create(remote.url() + "/git-upload-pack"))
                .header("Git-Protocol", "version=2")
                .header("Content-Type", "application/x-git-upload-pack-request")
                .header("Accept", RESULT)
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION, StandardCharsets.US_ASCII));
        var credentials = remote.credentials();
        if (credentials != null) {
            var pair = (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
            question.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        return question.build();
    }

    private HttpResponse<byte[]> answer(HttpRequest request, GitRemote remote) throws IOException {
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX));
        try {
            return answer.get(limits.silence().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new GitUnreachable(remote + " did not answer within " + limits.silence(), e);
        } catch (ExecutionException e) {
            throw new GitUnreachable(remote + " could not be asked: " + remote.scrubbed(e.getCause() + ""), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(remote + ": interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    private static Optional<SortedMap<String, CommitId>> refs(HttpResponse<byte[]> answer) {
        var isPlain = answer.statusCode() == OK
                && answer.headers().firstValue("Content-Type").orElse("").equals(RESULT);
        return isPlain ? refs(answer.body()) : Optional.empty();
    }

    static Optional<SortedMap<String, CommitId>> refs(byte[] body) {
        var refs = new TreeMap<String, CommitId>();
        try {
            for (var line : PktLines.untilFlush(body)) {
                var words = line.strip().split(" ");
                var peeled = words.length > 2 && words[2].startsWith("peeled:") ? words[2].substring(7) : words[0];
                refs.put(words[1], new CommitId(peeled));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty(); // an error that the server says in a line, or none of Git's servers
        }
        return Optional.of(refs);
    }
}

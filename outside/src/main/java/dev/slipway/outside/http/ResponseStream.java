package dev.slipway.outside.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes wait until the peer has taken what came before: a slow reader costs no memory. */
final class ResponseStream extends OutputStream {
    private static final int WAIT_SECONDS = 60;
    private final HttpServerResponse response;

    ResponseStream(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            await(response.write(Buffer.buffer(length).appendBytes(bytes, offset, length)));
        }
    }

    @Override
    public void close() throws IOException {
        if (!response.ended() && !response.closed()) {
            try {
                await(response.end());
            } catch (IOException e) {
                // It has read what it wanted and left; whoever did not would have failed a write.
            }
        }
    }

    private static void await(Future<Void> written) throws IOException {
        try {
            written.toCompletionStage().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the peer is gone", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

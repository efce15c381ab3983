package dev.slipway.outside.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A request's body as blocking code reads it. It asks for more only as it reads, so a big upload costs no memory. */
final class BodyStream extends InputStream {
    private static final byte[] END = new byte[0];
    private static final int WAIT_SECONDS = 60;
    private static final int AHEAD = 16;
    private final HttpServerRequest request;
    private final Context context =
            Objects.requireNonNull(Vertx.currentContext(), "made on the connection's own thread");
    private final BlockingQueue<byte[]> parts = new LinkedBlockingQueue<>();
    private byte[] part = END;
    private int position;
    private boolean ended;
    private volatile boolean paused;
    private volatile boolean unwanted;
    private volatile boolean broken;

    BodyStream(HttpServerRequest request) {
        this.request = request;
        request.handler(buffer -> {
            if (unwanted) {
                return;
            }
            parts.add(buffer.getBytes());
            if (parts.size() > AHEAD) {
                paused = true;
                request.pause();
                resumeIfRead(); // the reader may have been faster than the pause
            }
        });
        request.endHandler(_ -> parts.add(END));
        request.exceptionHandler(_ -> {
            broken = true;
            parts.add(END);
        });
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == part.length && !next()) {
            return -1;
        }
        var count = Math.min(length, part.length - position);
        System.arraycopy(part, position, into, offset, count);
        position += count;
        return count;
    }

    /** Lets the rest pass by: a peer that still sends must not hold up the next request on its connection. */
    void discard() {
        unwanted = true;
        parts.clear();
        resumeIfRead();
    }

    private boolean next() throws IOException {
        if (ended) {
            return false;
        }
        try {
            var taken = parts.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (taken == null || broken) {
                throw new IOException(taken == null ? "the sender fell silent" : "the sender is gone");
            }
            resumeIfRead();
            ended = taken.length == 0;
            part = taken;
            position = 0;
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void resumeIfRead() {
        if (paused && parts.size() < AHEAD / 2) {
            paused = false;
            context.runOnContext(_ -> request.resume());
        }
    }
}

package dev.slipway.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a remote sends, up to a limit. */
final class Bounded extends FilterInputStream {
    private final long bytesMax;
    private long left;

    Bounded(InputStream in, long bytesMax) {
        super(in);
        this.bytesMax = bytesMax;
        left = bytesMax;
    }

    @Override
    public int read() throws IOException {
        var read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var read = super.read(into, offset, length);
        count(read);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        var skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws TooMuch {
        left -= Math.max(0, bytes);
        if (left < 0) {
            throw new TooMuch(bytesMax);
        }
    }
}

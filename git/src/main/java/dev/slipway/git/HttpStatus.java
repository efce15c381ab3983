package dev.slipway.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/** Remembers the last status, because JGit's exceptions say it in words only, and keeps a connect time-out of its own. */
final class HttpStatus implements HttpConnectionFactory {
    private final int connectMillis;
    private volatile int last;

    HttpStatus(Duration connect) {
        connectMillis = Math.toIntExact(connect.toMillis());
    }

    int last() {
        return last;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return new Remembering(url);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new Remembering(url, proxy);
    }

    private final class Remembering extends JDKHttpConnection {
        Remembering(URL url) throws IOException {
            super(url);
        }

        Remembering(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
        }

        @Override
        public void setConnectTimeout(int ignored) {
            super.setConnectTimeout(connectMillis);
        }

        @Override
        public int getResponseCode() throws IOException {
            last = super.getResponseCode();
            return last;
        }
    }
}

package dev.slipway.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * Remembers the last status, because JGit's exceptions say it in words only, keeps a connect time-out of its own, takes credentials to no
 * other host than the one that they are for, and no more bytes than there may be.
 */
final class HttpStatus implements HttpConnectionFactory {
    private final int connectMillis;
    private final URIish home;
    private final boolean bound;
    private final long bytesMax;
    private volatile int last;

    /** @param bound whether only the host of {@code home} may be asked */
    HttpStatus(GitLimits limits, URIish home, boolean bound) {
        connectMillis = Math.toIntExact(limits.connect().toMillis());
        bytesMax = limits.fetchBytesMax();
        this.home = home;
        this.bound = bound;
    }

    int last() {
        return last;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        check(url);
        return new Remembering(url);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        check(url);
        return new Remembering(url, proxy);
    }

    private void check(URL url) throws Redirected {
        if (bound && !isHome(url)) {
            throw new Redirected(url.getProtocol() + "://" + url.getAuthority());
        }
    }

    /** From http to https on the same host is home as well. */
    private boolean isHome(URL url) {
        var port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
        var secured = homePort() == 80 && url.getProtocol().equals("https") && port == 443;
        return url.getHost().equalsIgnoreCase(home.getHost()) && (port == homePort() || secured);
    }

    private int homePort() {
        return home.getPort() >= 0 ? home.getPort() : "https".equals(home.getScheme()) ? 443 : 80;
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
        public InputStream getInputStream() throws IOException {
            return new Bounded(super.getInputStream(), bytesMax);
        }

        @Override
        public int getResponseCode() throws IOException {
            last = super.getResponseCode();
            return last;
        }
    }
}

package dev.slipway.git;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the last status, because JGit's exceptions say it in words only, and where we were sent on to, keeps a connect time-out of its
 * own, reads no more bytes than there may be, and asks no other host than the one that the catalog names: a redirect could lead inside, or
 * credentials away.
 */
final class HttpStatus implements HttpConnectionFactory {
    private final int connectMillis;
    private final URIish home;
    private final long bytesMax;
    private volatile int last;
    private volatile @Nullable String movedTo;

    HttpStatus(GitLimits limits, URIish home) {
        connectMillis = Math.toIntExact(limits.connect().toMillis());
        bytesMax = limits.fetchBytesMax();
        this.home = home;
    }

    int last() {
        return last;
    }

    /** Where the repository is now, if the host sends us on to another address of its own. */
    @Nullable
    String movedTo() {
        return movedTo;
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
        var there = repository(url.getProtocol() + "://" + url.getHost(), url.getPort(), url.getPath());
        if (!isHome(url)) {
            throw new Redirected(there);
        }
        var asked = repository(home.getScheme() + "://" + home.getHost(), home.getPort(), home.getRawPath());
        movedTo = there.equals(asked) ? null : there;
    }

    /** Without what Git puts behind it, and without what could be secret in it. */
    private static String repository(String host, int port, String path) {
        return host
                + (port < 0 ? "" : ":" + port)
                + path.replaceFirst("/(info/refs|git-upload-pack|git-receive-pack)$", "")
                        .replaceFirst("/+$", "");
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

package dev.slipway.git;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** A repository elsewhere: {@code http}, {@code https}, {@code ssh} or {@code file}. Credentials stand beside the URL, never in it. */
public record GitRemote(
        String url,
        @Nullable GitCredentials credentials,
        @Nullable GitKey key) {
    static final String SSH = "ssh";
    private static final Set<String> SCHEMES = Set.of("http", "https", SSH, "file");
    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]+@");
    private static final Pattern USER_OF_SSH = Pattern.compile("ssh://[A-Za-z0-9._-]+@[^@]*");

    public GitRemote {
        if (USER_INFO.matcher(url).find() && !USER_OF_SSH.matcher(url).matches()) {
            throw new IllegalArgumentException("the URL " + withoutUserInfo(url)
                    + " holds credentials: put them into a secret and name it in the catalog");
        }
        if (!SCHEMES.contains(schemeOf(url))) {
            throw new IllegalArgumentException("'" + url + "' is no Git URL for us: use http, https, ssh or file");
        }
    }

    public GitRemote(String url, @Nullable GitCredentials credentials) {
        this(url, credentials, null);
    }

    public static GitRemote anonymous(String url) {
        return new GitRemote(url, null, null);
    }

    public static boolean isSsh(String url) {
        return schemeOf(url).equals(SSH);
    }

    /** Takes away what must not be shown from a text that a server or a library wrote. */
    String scrubbed(@Nullable String text) {
        if (text == null) {
            return "no reason given";
        }
        var clean = withoutUserInfo(text);
        return credentials == null || credentials.password().isEmpty()
                ? clean
                : clean.replace(credentials.password(), "***");
    }

    URIish address() throws GitRefused {
        try {
            return new URIish(url);
        } catch (URISyntaxException e) {
            throw new GitRefused("'" + url + "' is no URL", "correct the repository's url in the catalog", e);
        }
    }

    /** Who we are there, in a sentence. */
    String who() {
        if (key != null) {
            return "the key in the secret " + key.secret();
        }
        return credentials == null ? "us without credentials" : "the credentials of " + credentials.user();
    }

    @Override
    public String toString() {
        return url;
    }

    private static String withoutUserInfo(String text) {
        return USER_INFO.matcher(text).replaceAll("://");
    }

    private static String schemeOf(String url) {
        try {
            var scheme = new URI(url).getScheme();
            return scheme == null ? "" : scheme;
        } catch (URISyntaxException _) {
            return "";
        }
    }
}

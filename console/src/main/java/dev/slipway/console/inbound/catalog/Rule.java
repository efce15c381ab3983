package dev.slipway.console.inbound.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a text must look like, and what to say if it does not. */
enum Rule {
    NAME("[a-z0-9-]{1,63}", "use 1 to 63 of a-z, 0-9 and '-'"),
    SECRET("[A-Za-z0-9][A-Za-z0-9._-]{0,252}", "use the name of a secret: letters, digits, '.', '_' and '-'"),
    NAMESPACE("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", "use 1 to 63 of a-z, 0-9 and '-', not '-' at an end"),
    OBJECT(
            "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?",
            "use the name of an object: up to 253 of a-z, 0-9, '-' and '.', beginning and ending with a letter or digit"),
    INTERVAL("([1-9][0-9]{0,5}(ms|s|m|h)){1,3}", "use a time like 30s, 10m or 1h30m"),
    ROLLOUT(
            "(?=[1-9])([1-9]h|1[0-2]h)?([1-9][0-9]?m)?([1-9][0-9]{0,2}s)?",
            "use a time like 90s, 5m or 1h30m: hours up to 12, minutes up to 99, seconds up to 999"),
    IMAGE(
            "[a-z0-9][a-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)+",
            "use registry/path in lower case, without a tag or digest"),
    PATH(
            "(?!/)(?!.*(^|/)\\.\\.(/|$))[^\\\\\\p{Cntrl}]{1,500}",
            "use a path inside the repository, without '..' or a leading '/'"),
    FORGE_PATH("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)+", "use the repository's path on the forge, like group/name"),
    BRANCH(
            "(?!refs/|slipway(/|$))(?!.*(\\.\\.|//|@\\{))[^\\s~^:?*\\[\\\\\\p{Cntrl}/][^\\s~^:?*\\[\\\\\\p{Cntrl}]{0,249}",
            "use the name of a branch, without refs/heads/; 'slipway' and what begins with 'slipway/' is kept for merge requests"),
    BRANCHES(
            "(?!.*(\\.\\.|//|@\\{))[^\\s~^:?\\[\\\\\\p{Cntrl}/][^\\s~^:?\\[\\\\\\p{Cntrl}]{0,249}",
            "use the name of a branch, or a pattern with '*'"),
    FILES(
            "!?(?!/)(?!([^*]*\\*+){6})[^\\\\\\p{Cntrl}!]{1,200}",
            "use a pattern for files like src/** or !docs/**, with at most five '*'"),
    TAG(
            "([A-Za-z0-9_.-]|\\{(sha|short|branch)\\})*\\{(sha|short)\\}([A-Za-z0-9_.-]|\\{(sha|short|branch)\\})*",
            "use a tag with {sha} or {short} in it, like {branch}-{short}"),
    MESSAGE(
            "(?=.*[^\\s])([^{}\\p{Cntrl}]|\\{(what|project|environment|application|commit|sha|subject|author)\\}){1,200}",
            "use one line with holes like {what} {application} {commit} {environment} {subject} {author} {project} {sha}"),
    REVISION(
            "[~^]?[A-Za-z0-9][A-Za-z0-9._/+-]{0,127}",
            "use a commit, a tag like v3.7.0, or a range of versions like ~3.7"),
    URL("(https?|ssh)://.+", "use an http, https or ssh address, or user@host:path") {
        @Override
        String complaint(String key, String value) {
            return value.contains("@") || value.contains("?")
                    ? "'" + key + "' holds a user, a password or a token, which must not stand in the catalog;"
                            + " remove it and name a secret with 'credentials'"
                    : super.complaint(key, value);
        }

        @Override
        boolean admits(String value) {
            try {
                var address = new URI(GitAddress.whole(value));
                return super.admits(address.toString())
                        && address.getHost() != null
                        && isHarmless(address.getScheme(), address.getRawUserInfo())
                        && address.getRawQuery() == null;
            } catch (URISyntaxException e) {
                return false;
            }
        }

        // Over SSH a user is no secret: on most forges it is git for everybody.
        private static boolean isHarmless(String scheme, @Nullable String userInfo) {
            return userInfo == null || (scheme.equals("ssh") && userInfo.matches("[A-Za-z0-9._-]+"));
        }
    };

    private final Pattern pattern;
    private final String advice;

    Rule(String pattern, String advice) {
        this.pattern = Pattern.compile(pattern);
        this.advice = advice;
    }

    boolean admits(String value) {
        return pattern.matcher(value).matches();
    }

    String complaint(String key, String value) {
        return "'" + key + ": " + value + "' cannot be used; " + advice;
    }
}

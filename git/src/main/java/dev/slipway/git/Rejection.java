package dev.slipway.git;

import dev.slipway.git.PushOutcome.Overtaken;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a server took a push and then said no: somebody was quicker, it is not well, or it never will. */
final class Rejection {
    private static final Pattern RACE = Pattern.compile(
            "fetch first|non-fast-forward|stale info|lock|incorrect old value|failed to update ref|failed to write"
                    + "|reference already exists|is at [0-9a-f]+ but expected|unable to resolve reference"
                    + "|invalid old id|no such ref|unborn branch",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSING = Pattern.compile(
            "unpack|internal (server )?error|internal api|api is not accessible|timed? ?out|temporar|try again|no space"
                    + "|read-only|maintenance",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HOOK = Pattern.compile(
            "hook|protected|not allowed|denied|prohibited|permission|forbidden|declined", Pattern.CASE_INSENSITIVE);
    private static final Pattern ESCAPE =
            Pattern.compile("\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|[@-Z\\\\^_])?");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int SAID_MAX = 1_000;

    private final GitRemote remote;
    private final String ref;

    Rejection(GitRemote remote, String ref) {
        this.remote = remote;
        this.ref = ref;
    }

    Overtaken judge(@Nullable String reason, @Nullable String hookOutput) throws GitRefused, GitUnreachable {
        var why = remote.scrubbed(reason);
        var said = cut(why + (hookOutput == null || hookOutput.isBlank() ? "" : ": " + remote.scrubbed(hookOutput)));
        if (HOOK.matcher(why).find() && !PASSING.matcher(said).find()) {
            throw new PushDeclined(
                    remote + " declined the push to " + ref + ": " + said,
                    "let the user of the config repository's credentials push to this branch, or read what its hook asks for");
        }
        if (RACE.matcher(why).find()) {
            return new Overtaken(ref + " of " + remote + ": " + said);
        }
        throw new GitUnreachable(remote + " did not take the push to " + ref + ": " + said);
    }

    /** In one line, without colours and whatever else is meant for a terminal. */
    private static String cut(String text) {
        var begun = text.substring(0, Math.min(text.length(), 4 * SAID_MAX));
        var plain = ESCAPE.matcher(begun).replaceAll("");
        var line =
                CONTROL.matcher(plain.strip().replaceAll("\\s*\\R\\s*", " | ")).replaceAll(" ");
        return line.length() <= SAID_MAX ? line : line.substring(0, SAID_MAX) + "…";
    }
}

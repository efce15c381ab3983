package dev.slipway.git;

import java.io.IOException;

/** Whether a server lets us push at all. What it protects inside the repository shows only with a push. */
public final class PushRight {
    private PushRight() {}

    /** @throws GitRefused if it does not, saying why and what to do */
    public static void ask(GitRemote remote, GitLimits limits) throws IOException, GitRefused {
        new RemoteCall(remote, limits).talk(null, (transport, _) -> {
            transport.openPush().close();
            return remote;
        });
    }
}
